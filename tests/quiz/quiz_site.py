"""A small course with a quiz of each kind of question."""

from __future__ import annotations

CONFIG = """\
--- mkdocs.yml
site_name: Art school
theme:
  name: material
  font: false
  features: [navigation.instant]
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
plugins: [search, {genai: {llms: true}}]
"""
REGISTRY = """\
--- docs/registry/art.yml
title: Art
page: art.md
topics:
  paint:
    title: Painting
    page: paint.md
    quiz:
      why:
        prompt: Why does training add `noise` to *real* images?
        hints: [Think backwards., "Noise can be *removed*."]
        choices:
          learn: {text: So that the network learns to remove it, correct: true, feedback: "Yes, **step** by step."}
          larger: {text: "To enlarge <b>", feedback: Where would they come from?}
          other: For fun
        explanation: The network predicts the noise.
      colors:
        prompt: Which are colors?
        shuffle: false
        choices:
          red: {text: Red, correct: true}
          blue: {text: Blue, correct: true}
          dog: {text: Dog, feedback: An animal.}
      fill: {prompt: "Training adds ___ to *images*.", answers: [noise, Gaussian noise], explanation: "Often *Gaussian*."}
      words: {prompt: In your words?, answer: "See [the area][area:art]: it *is*.", hints: [Be brief.], explanation: As said.}
  photo: {title: Photography}
"""
PAGES = """\
--- docs/index.md
# Home

[Painting](paint.md)
--- docs/art.md
# Art

/// topic-cards
///
--- docs/paint.md
# Painting

/// quiz
///
"""
COURSE = CONFIG + REGISTRY + PAGES
