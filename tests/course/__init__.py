"""The way through a course, and the course site: order, navigation, deep dives, lists, the map."""
