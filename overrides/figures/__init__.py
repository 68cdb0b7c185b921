"""The drawn figures and the sounds of the course, each made by a computation that a reader could repeat.

`python -m overrides.figures` writes figures to docs/assets/figures, from where the block `figure` puts them into pages
(overrides/hooks/figures.py), and sounds to docs/assets/sounds. They are committed, so that a build of the site needs no
numerical library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import (
    agents,
    attention,
    audio,
    bias,
    classification,
    detection,
    embeddings,
    evaluation,
    gradient_descent,
    images,
    linear_classifier,
    lora,
    multimodal,
    overfitting,
    pass_at_k,
    prompting,
    real_or_generated,
    retrieval,
    search,
    sound,
    speech_recognition,
    text_generation,
    text_to_speech,
    three_neurons,
    tools,
    training_cost,
    using_well,
    video,
)

FIGURES: Mapping[str, Callable[[], str]] = {
    **search.FIGURES,
    **gradient_descent.FIGURES,
    **linear_classifier.FIGURES,
    **overfitting.FIGURES,
    **three_neurons.FIGURES,
    **embeddings.FIGURES,
    **attention.FIGURES,
    **classification.FIGURES,
    **detection.FIGURES,
    **evaluation.FIGURES,
    **sound.FIGURES,
    **speech_recognition.FIGURES,
    **text_to_speech.FIGURES,
    **lora.FIGURES,
    **training_cost.FIGURES,
    **text_generation.FIGURES,
    **pass_at_k.FIGURES,
    **images.FIGURES,
    **audio.FIGURES,
    **video.FIGURES,
    **multimodal.FIGURES,
    **prompting.FIGURES,
    **retrieval.FIGURES,
    **tools.FIGURES,
    **agents.FIGURES,
    **bias.FIGURES,
    **using_well.FIGURES,
    **real_or_generated.FIGURES,
}
"""What draws each figure, by the name of its file."""

SOUNDS: Mapping[str, Callable[[], bytes]] = {**sound.SOUNDS, **text_to_speech.SOUNDS, **audio.SOUNDS}
