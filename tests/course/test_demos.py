"""The numbers of the demonstrations: what a reader's browser computes is what Python does, and what stands there without it."""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from ..conftest import ROOT, write_tree
from ..site.course import build_site
from .demo_modules import MODULES, answers, figure
from .test_numbers import left_at_each_step, overlap, rows, softmax

PAGES = {
    "attention": "nlp-llms/attention/index.html",
    "iou": "computer-vision/evaluation/index.html",
    "merges": "nlp-llms/tokenization/index.html",
    "noise": "generative-ai/images/index.html",
    "sampling": "generative-ai/text-generation/index.html",
}


def demo(project_site: Path, name: str) -> Tag:
    """A demonstration as it stands in its page."""
    soup = BeautifulSoup((project_site / PAGES[name]).read_text("utf-8"), "html.parser")
    (found,) = soup.select(f"article figure.demo#demo-{name}[data-demo={name}]")
    return found


def words(tag: Tag | None) -> str:
    """What a reader sees of an element."""
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


# The share of each next word.


def kept_shares(scores: list[float], temperature: float, k: int, p: float) -> list[float]:
    """The definition: of the k likeliest words, the fewest whose shares among the k reach p."""
    shares = softmax(*(score / temperature for score in scores))
    order = sorted(range(len(scores)), key=lambda index: -scores[index])[:k]
    among = [shares[index] / sum(shares[index] for index in order) for index in order]
    count = next((n for n in range(1, k + 1) if sum(among[:n]) >= p - 1e-9), len(order))
    left = set(order[:count])
    total = sum(shares[index] for index in left)
    return [share / total if index in left else 0.0 for index, share in enumerate(shares)]


def test_the_shares_of_next_words() -> None:
    chance = random.Random(1)
    cases: list[Any] = [[[2, 1, 0], 1, 3, 1], [[2, 1, 0], 1, 2, 1], [[2, 1, 0], 1, 3, 0.9], [[1, 1, 1, 1], 1, 4, 0.5]]
    for _ in range(400):
        scores = [round(chance.uniform(-6, 6), 2) for _ in range(chance.randint(1, 9))]
        cases.append([scores, chance.uniform(0.1, 3), chance.randint(1, len(scores)), chance.uniform(0.05, 1)])
    found = answers("sampling", "demo.shares(...each)", cases)
    for case, shares in zip(cases, found, strict=True):
        assert shares == pytest.approx(kept_shares(*case), abs=1e-12), case
    assert found[1] == pytest.approx([0.7311, 0.2689, 0], abs=5e-5), "as text-generation.md says of top-k"
    assert found[2] == found[1], "and of top-p"


def test_a_word_is_drawn_as_often_as_its_share_says() -> None:
    shares = [0.5, 0, 0.3, 0.2]
    cases = [[shares, number / 1000] for number in range(1000)]
    assert Counter(answers("sampling", "demo.drawn(...each)", cases)) == {0: 500, 2: 300, 3: 200}
    # The shares' sum may fall short of 1 by a hair.
    assert answers("sampling", "demo.drawn(...each)", [[[0.5, 0.4, 0], 0.95]]) == [1]


def test_the_table_of_next_words_says_the_shares_at_temperature_1(project_site: Path) -> None:
    cells = [[words(cell) for cell in row.select("th, td")] for row in demo(project_site, "sampling").select("tbody tr")]
    shares = softmax(*(float(score.replace("−", "-")) for _, score, _ in cells))
    assert [share for *_, share in cells] == [f"{100 * share:.1f}%" for share in shares]


# Merges.


def learned(text: str, most: int) -> list[list[Any]]:
    """Byte-pair encoding by the definition: the whole text is counted and cut anew for each merge."""
    cuts: list[list[str]] = [list(word) for word in text.split()]
    found: list[list[Any]] = []
    while len(found) < most:
        counts: Counter[tuple[str, str]] = Counter(pair for tokens in cuts for pair in pairwise(tokens))
        if not counts or max(counts.values()) < 2:
            break
        # A Counter keeps the order in which its keys were met, and of equal ones `max` gives the first.
        pair = max(counts, key=lambda each: counts[each])
        cuts = [merged(tokens, pair) for tokens in cuts]
        found.append([*pair, counts[pair], sum(map(len, cuts))])
    return found


def merged(tokens: list[str], pair: tuple[str, str]) -> list[str]:
    """A word's tokens after one merge."""
    for index in range(len(tokens) - 1):
        if (tokens[index], tokens[index + 1]) == pair:
            return [*tokens[:index], "".join(pair), *merged(tokens[index + 2 :], pair)]
    return tokens


def texts() -> list[str]:
    """Texts of few letters, so that pairs meet often, and of whole words."""
    chance = random.Random(2)
    found = ["", " \n ", "a", "aaaa aaaaa", "fischers fritz fischt frische fische", "naïve 猫 🙂🙂🙂 🙂🙂"]
    for _ in range(150):
        letters = chance.choice(("ab", "abc", "aäb", "ab🙂", "playingsed"))
        found.append(" ".join("".join(chance.choices(letters, k=chance.randint(1, 8))) for _ in range(chance.randint(1, 30))))
    return found


def test_merges_are_learned_from_any_text() -> None:
    cases: list[Any] = [[text, most] for text in texts() for most in (1, 4, 40)]
    found = answers("merges", "demo.learn(...each)", cases)
    for case, merges in zip(cases, found, strict=True):
        assert merges == learned(*case), case


def test_a_word_is_cut_by_the_merges_in_their_order() -> None:
    cases: list[Any] = [[word, learned(text, 12)] for text in texts() for word in ("hats", "aabaab", "playing", "🙂🙂🙂")]
    found = answers("merges", "demo.cut(...each)", cases)
    for (word, merges), tokens in zip(cases, found, strict=True):
        expected = list(word)
        for left, right, *_ in merges:
            expected = merged(expected, (left, right))
        assert tokens == expected


def test_the_steps_of_the_worked_example_are_those_of_the_page_s_table(project_site: Path) -> None:
    found = demo(project_site, "merges")
    (holder,) = found.select("[data-text]")
    text = str(holder["data-text"])
    assert [(word, text.split().count(word)) for word in dict.fromkeys(text.split())] == [
        ("cat", 6),
        ("cats", 4),
        ("hat", 5),
        ("chat", 2),
    ]
    steps = [" ".join(step.get_text(" ").split()) for step in found.select("li")]
    table = [(f"{pair.replace('`', '')} ({count} times)", tokens) for _, pair, count, _, tokens in rows("bpe-merges")]
    assert steps[0].startswith("Letters: 57 tokens")
    assert len(steps) == 5
    for step, (pair, tokens) in zip(steps[1:], table, strict=True):
        assert step.startswith(f"{pair}: {tokens} tokens")
    last = [
        [token.get_text() for token in word.select(".demo__token")] for word in found.select("li")[-1].select(".demo__word")
    ]
    assert last == [["cat"], ["cats"], ["hat"], ["c", "hat"]]


# Noise.


def test_both_schedules() -> None:
    linear, cosine = answers("noise", "demo.schedule(each)", ["linear", "cosine"])
    assert linear == pytest.approx([1.0, *left_at_each_step()], rel=1e-12)
    # Equation 17 of arXiv:2102.09672, with s = 0.008.
    level = [math.cos((step / 1000 + 0.008) / 1.008 * math.pi / 2) ** 2 for step in range(1001)]
    assert cosine == pytest.approx([each / level[0] for each in level], rel=1e-9)
    assert figure("noise")["schedule"]() == pytest.approx(linear, rel=1e-12)


def test_noise_is_normally_distributed_and_the_same_everywhere() -> None:
    for seed, found in zip((7, 0, 2**31), answers("noise", "demo.noise(each, 4000)", [7, 0, 2**31]), strict=True):
        assert found == pytest.approx(figure("noise")["normal"](seed, 4000), abs=1e-9)
        mean = sum(found) / 4000
        assert abs(mean) < 0.05
        assert abs(sum(each**2 for each in found) / 4000 - mean**2 - 1) < 0.08


def test_the_pixels_of_a_noised_picture() -> None:
    drawn = figure("noise")
    digits, levels = drawn["picture"](), drawn["schedule"]()
    epsilon = drawn["normal"](7, len(digits))
    expression = "demo.pixels(each[0]).map((pixel, index) => demo.gray(demo.noised(pixel, each[1][index], each[2])))"
    cases = [[digits, epsilon, levels[step]] for step in drawn["SHOWN"]]
    for (_, _, left), found in zip(cases, answers("noise", expression, cases), strict=True):
        assert found == list(drawn["noised"](digits, epsilon, left))
    assert answers("noise", "demo.noised(1, -1.2, each).toFixed(2)", [levels[250], levels[500]]) == ["-0.10", "-0.87"]


def test_the_strip_shows_five_steps_of_the_schedule_in_the_table(project_site: Path) -> None:
    found = demo(project_site, "noise")
    assert [item.get_text() for item in found.select("li")] == [f"step {step}" for step in (0, 100, 250, 500, 1000)]
    assert len({str(image["src"]) for image in found.select("img[alt][src^='data:image/png;base64,']")}) == 5
    points = [tuple(map(float, point.split(","))) for point in str(found.select("polyline")[0]["points"]).split()]
    left = [1.0, *left_at_each_step()]
    assert points == [(step / 5, round(100 - 100 * math.sqrt(left[step]), 1)) for step in range(0, 1001, 20)]


# Boxes.


def test_how_boxes_fit() -> None:
    chance = random.Random(3)
    cases: list[Any] = [[[0, 0, 4, 4], [2, 2, 6, 6]], [[0, 0, 4, 4], [4, 0, 8, 4]], [[0, 0, 4, 4], [20, 0, 24, 4]]]
    for _ in range(400):
        left, bottom, other_left, other_bottom = (chance.randint(0, 16) for _ in range(4))
        sides = [chance.randint(1, 12) for _ in range(4)]
        one = [left, bottom, left + sides[0], bottom + sides[1]]
        cases.append([one, [other_left, other_bottom, other_left + sides[2], other_bottom + sides[3]]])
    found = answers("iou", "demo.fit(...each)", cases)
    for (one, other), fit in zip(cases, found, strict=True):
        shared, covered, around = overlap(one, other)
        iou = Fraction(shared, covered)
        assert (fit["shared"], fit["covered"]) == (shared, covered)
        assert fit["iou"] == pytest.approx(float(iou), abs=1e-12)
        assert fit["giou"] == pytest.approx(float(iou - Fraction(around - covered, around)), abs=1e-12)
    # The last two are the numbers of evaluation.md.
    assert [round(fit["giou"], 3) for fit in found[:3]] == [-0.079, 0, -0.667]


def test_a_box_stays_on_the_grid_and_in_the_plane_whatever_a_reader_does_to_it() -> None:
    chance = random.Random(4)
    ways = [[chance.uniform(-20, 20), chance.uniform(-20, 20)] for _ in range(100)] + [[0.5, 0], [0, -0.5]]
    cases: list[Any] = [[box, part, way] for box, part, way in product(([0, 0, 4, 4], [7, 5, 12, 9]), ("body", "corner"), ways)]
    for (box, part, _), moved in zip(cases, answers("iou", "demo.changed(...each)", cases), strict=True):
        left, bottom, right, top = moved
        assert 0 <= left <= right - 2 <= 10
        assert 0 <= bottom <= top - 2 <= 7
        assert all((2 * side).is_integer() for side in map(float, moved))
        if part == "body":
            assert (right - left, top - bottom) == (box[2] - box[0], box[3] - box[1])
        else:
            assert (left, bottom) == (box[0], box[1])
    assert answers("iou", "demo.changed(...each)", [[[0, 0, 4, 4], "body", [0.5, 0]]]) == [[0.5, 0, 4.5, 4]]


def test_the_drawing_shows_the_page_s_first_boxes(project_site: Path) -> None:
    found = demo(project_site, "iou")
    assert words(found.select_one(".demo__result")) == ("IoU = 4 / 28 = 0.143. Generalized IoU = 0.143 − 8 / 36 = −0.079.")
    assert [box["data-corners"] for box in found.select("[data-box]")] == ["0 0 4 4", "2 2 6 6"]


# Attention.

SENTENCES: list[dict[str, Any]] = json.loads((MODULES / "attention.json").read_text("utf-8"))


def test_attention_weighs_by_the_softmax_of_scaled_products() -> None:
    chance = random.Random(5)
    cases: list[Any] = [
        [[chance.uniform(-4, 4) for _ in range(size)], [[chance.uniform(-4, 4) for _ in range(size)] for _ in range(count)]]
        for size, count in product((1, 2, 4), range(1, 30))
    ]
    for (query, keys), found in zip(cases, answers("attention", "demo.weights(...each)", cases), strict=True):
        scores = [sum(a * b for a, b in zip(query, key, strict=True)) / math.sqrt(len(query)) for key in keys]
        assert found == pytest.approx(softmax(*scores), abs=1e-12)


def test_the_tables_have_the_weights_of_the_trained_model(project_site: Path) -> None:
    tables = demo(project_site, "attention").select("table")
    assert len(tables) == len(SENTENCES) == 2
    for table, sentence in zip(tables, SENTENCES, strict=True):
        assert [words(head) for head in table.select("thead th")] == ["Word", *sentence["words"]]
        for place, row in enumerate(table.select("tbody tr")):
            query, keys = sentence["queries"][place], sentence["keys"][: place + 1]
            weights = softmax(*((query[0] * key[0] + query[1] * key[1]) / math.sqrt(2) for key in keys))
            cells = [words(cell) for cell in row.select("th, td")]
            hidden = [""] * (len(sentence["words"]) - place - 1)
            assert cells == [sentence["words"][place], *(f"{100 * weight:.0f}" for weight in weights), *hidden]


def test_before_the_verb_the_model_looks_at_the_first_noun_and_predicts_the_verb() -> None:
    for sentence in SENTENCES:
        *_, last, verb = sentence["words"]
        place = sentence["words"].index(last)
        (weights,) = answers(
            "attention", "demo.weights(...each)", [[sentence["queries"][place], sentence["keys"][: place + 1]]]
        )
        assert weights.index(max(weights)) == 2
        assert max(weights) > 0.9
        assert sentence["next"][place][0] == [verb, pytest.approx(0.97, abs=0.01)]


def test_the_training_that_is_in_the_repository_gives_these_numbers() -> None:
    training = figure("train_attention")
    # The last digits of exponentials differ from machine to machine.
    for again, sentence in zip(training["shown"](training["trained"]()), SENTENCES, strict=True):
        assert again["words"] == sentence["words"]
        for name in ("queries", "keys"):
            for one, other in zip(again[name], sentence[name], strict=True):
                assert one == pytest.approx(other, abs=0.05)


def test_of_four_trainings_the_first_that_looks_at_the_noun_in_both_sentences_is_shown(project_site: Path) -> None:
    training = figure("train_attention")
    looks: dict[int, list[list[float]]] = {}
    for seed in range(training["SEED"]):  # of the one that is shown, the tests above tell
        model = training["trained"](seed)
        readings = [training["Reading"](model, text.split()) for text in training["SENTENCES"]]
        looks[seed] = [reading.attention[5] for reading in readings]
        if seed == 0:
            first = readings[0].predictions[5]
            assert max(zip(first, training["WORDS"], strict=True))[1] == "are"
    assert [seed for seed, shares in looks.items() if min(each[2] for each in shares) > 0.9] == []
    caption = words(demo(project_site, "attention").figcaption)
    assert "from four random starts, numbered 0 to 3, and show number 3," in caption
    # A share may differ by a little on other machines.
    assert "With start 0, old gets 77% in the first sentence" in caption
    assert looks[0][0][1] == pytest.approx(0.77, abs=0.02)
    assert training["SENTENCES"][0].split()[1] == "old"


# All of them.


@pytest.mark.parametrize("module", sorted(MODULES.glob("*.js")), ids=lambda file: file.stem)
def test_a_module_is_small_and_asks_for_nothing(module: Path) -> None:
    text = module.read_text("utf-8")
    assert len(text.encode()) <= 6000
    for word in ("http", "fetch(", "localStorage", "sessionStorage", "cookie", "import "):
        assert word not in text.replace("const { start } = await import(", "")


def test_only_pages_with_a_demonstration_load_the_modules(project_site: Path) -> None:
    loading = set()
    for file in project_site.rglob("*.html"):
        soup = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        scripts = soup.select("article script[type=module][src*='/demos/']")
        sources = [(file.parent / str(script["src"])).resolve() for script in scripts]
        sheets = [sheet for sheet in soup.select("link[rel=stylesheet]") if "demos.css" in str(sheet["href"])]
        assert len(sources) == len(sheets) == len(soup.select("[data-demo]")), file
        if sources:
            assert sources == [project_site.resolve() / "assets/demos/start.js"]
            loading.add(file.relative_to(project_site).as_posix())
    assert loading == set(PAGES.values())


@pytest.mark.parametrize("name", PAGES)
def test_without_javascript_a_caption_and_a_drawing_or_table_are_there(project_site: Path, name: str) -> None:
    found = demo(project_site, name)
    assert len(found.select("table, svg[role=img][aria-label], ol")) >= 1
    assert re.match(r"Figure \d .{100,}", words(found.figcaption))
    assert not found.select("input, button, select, textarea, [tabindex], [style]")


def test_a_demonstration_that_does_not_exist_is_a_warning(tmp_path: Path) -> None:
    tree = f"""
--- mkdocs.yml
site_name: Demos
theme: {{name: null, custom_dir: theme}}
plugins: []
hooks: ['{(ROOT / "overrides/hooks/demos.py").as_posix()}']
markdown_extensions: [md_in_html]
--- theme/main.html
{{{{ page.content }}}}
--- docs/index.md
<figure data-demo="nose" markdown>
A *caption*.
</figure>

<figure data-demo="iou" markdown>
One `|` and *two*.
</figure>

<figure markdown>
Another.
</figure>
"""
    write_tree(tmp_path, tree)
    built = build_site(tmp_path)
    message = "there is no demonstration 'nose'; there are attention, iou, merges, noise, sampling"
    assert built.log == [f"WARNING demos: {message}"]
    soup = built.page("index.html")
    nose, iou, plain = soup.select("figure")
    assert [words(each) for each in (nose, plain)] == ["A caption .", "Another."]
    number = '<span class="genai-diagram__number">Figure 1</span>'
    assert str(iou.figcaption) == f"<figcaption>\n<p>{number} One <code>|</code> and <em>two</em>.</p>\n</figcaption>"
    assert iou.svg is not None
