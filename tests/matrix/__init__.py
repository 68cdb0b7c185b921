"""A small course under every host, beside other plugins, and in the manner of public course sites: `make matrix`.

Not part of `make test`: each row has an environment of its own.
"""
