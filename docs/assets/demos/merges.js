// Byte-pair encoding, learned from the reader's own text: the most frequent pair of neighbors becomes one token, again and again.

/** A word's tokens with each pair of neighbors that a merge names glued, from left to right. */
function glued(tokens, [left, right]) {
  const result = []
  for (const token of tokens) {
    const last = result.length - 1
    // A token made by this very merge is at the end of what is done, and starts no second one.
    if (token === right && result[last]?.open && result[last].token === left) {
      result[last] = { token: left + right, open: false }
    } else result.push({ token, open: true })
  }
  return result.map((each) => each.token)
}

/** Learn up to `most` merges from a text: each as [left, right, times, how many tokens the text has after it].
 *
 * Of pairs that are equally frequent, the one that comes first in the text is merged. A pair that occurs once is not.
 */
export function learn(text, most) {
  const words = new Map()
  for (const word of text.split(/\s+/u).filter(Boolean)) words.set(word, (words.get(word) ?? 0) + 1)
  let cuts = [...words].map(([word, times]) => [[...word], times])
  const merges = []
  while (merges.length < most) {
    const pairs = new Map()
    for (const [tokens, times] of cuts) {
      for (let i = 1; i < tokens.length; i++) {
        const name = `${tokens[i - 1]} ${tokens[i]}`
        pairs.set(name, (pairs.get(name) ?? 0) + times)
      }
    }
    const times = Math.max(0, ...pairs.values())
    if (times < 2) break
    const pair = [...pairs.keys()].find((name) => pairs.get(name) === times).split(" ")
    cuts = cuts.map(([tokens, count]) => [glued(tokens, pair), count])
    merges.push([...pair, times, cuts.reduce((sum, [tokens, count]) => sum + tokens.length * count, 0)])
  }
  return merges
}

/** The tokens of a word, by merges in the order in which they were learned. */
export function cut(word, merges) {
  return merges.reduce(glued, [...word])
}

export function start(figure, { make, slider, say }) {
  const steps = figure.querySelector("ol")
  const text = make("textarea", { rows: 3, maxlength: 2000, spellcheck: "false", input: show })
  const word = make("input", { value: "hats chats that", maxlength: 200, spellcheck: "false", autocomplete: "off", input: show })
  const pieces = make("p", { class: "demo__tokens" })
  const cuts = make("p", { class: "demo__tokens" })
  const count = make("p", { class: "demo__result" })
  let most = 4
  text.value = figure.querySelector("[data-text]").dataset.text

  const put = (target, words, merges) => {
    target.replaceChildren()
    for (const each of words.split(/\s+/u).filter(Boolean)) {
      const tokens = cut(each, merges).map((token) => make("span", { class: "demo__token" }, token))
      target.append(make("span", { class: "demo__word" }, ...tokens), " ")
    }
  }

  function show() {
    const merges = learn(text.value, most)
    const letters = [...text.value.replace(/\s+/gu, "")].length
    const tokens = merges.at(-1)?.[3] ?? letters
    steps.start = 1
    steps.replaceChildren(
      ...merges.map(([left, right, times, after]) =>
        make(
          "li",
          {},
          make("span", { class: "demo__token" }, left),
          " + ",
          make("span", { class: "demo__token" }, right),
          ` (${times} times): ${after} tokens are left`,
        ),
      ),
    )
    put(pieces, text.value, merges)
    put(cuts, word.value, merges)
    const end = merges.length < most ? " No pair occurs twice any more." : ""
    count.textContent = `${letters} letters, ${merges.length} merges, ${tokens} tokens.${end}`
    say(`${count.textContent} New words: ${[...cuts.children].map((each) => [...each.children].map((t) => t.textContent).join(", ")).join("; ")}`)
  }

  figure.prepend(
    make(
      "div",
      { class: "demo__controls", role: "group", "aria-label": "Learn merges from a text" },
      make("label", { class: "demo__field" }, "Text to learn from", text),
      slider("Merges, at most", { min: 0, max: 40, value: most }, (value) => {
        most = value
        show()
      }),
      count,
      pieces,
      make("label", { class: "demo__field" }, "New words to cut by the same merges", word),
      cuts,
    ),
  )
  show()
}
