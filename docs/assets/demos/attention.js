// Attention in a sentence: the reader picks a word, and sees how it weighs the words up to it, by their queries and keys.

/** How a query scores each key: their product, divided by the square root of their length. */
export const scores = (query, keys) =>
  keys.map((key) => key.reduce((sum, value, index) => sum + value * query[index], 0) / Math.sqrt(query.length))

/** Scores as weights, by softmax. */
export function weights(query, keys) {
  const found = scores(query, keys)
  const powers = found.map((score) => Math.exp(score - Math.max(...found)))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

export function start(figure, { make, say }) {
  const numbers = (text) => text.split(" ").map(Number)
  const typeset = (number) => number.toFixed(2).replace("-", "−")
  for (const table of figure.querySelectorAll("table")) {
    const rows = [...table.querySelectorAll("tbody tr")]
    const words = rows.map((row) => row.querySelector("th").textContent)
    const queries = rows.map((row) => numbers(row.dataset.query))
    const keys = rows.map((row) => numbers(row.dataset.key))
    const sum = make("p", { class: "demo__result" })

    function pick(picked, quietly) {
      const visible = keys.slice(0, picked + 1)
      const found = weights(queries[picked], visible)
      const best = found.indexOf(Math.max(...found))
      buttons.forEach((button, index) => {
        const weight = found[index] ?? 0
        button.setAttribute("aria-pressed", index === picked)
        button.querySelector("rect").setAttribute("height", 100 * weight)
        button.querySelector("rect").setAttribute("y", 100 - 100 * weight)
        button.querySelector("small").textContent = index > picked ? "hidden" : `${Math.round(100 * weight)}%`
        rows[index].classList.toggle("demo__picked", index === picked)
      })
      const product = keys[best].map((value, index) => `${typeset(queries[picked][index])} · ${typeset(value)}`).join(" + ")
      sum.textContent =
        `“${words[picked]}” looks most at ${best === picked ? "itself" : `“${words[best]}”`}: score (${product}) / √2 = ` +
        `${typeset(scores(queries[picked], visible)[best])}, weight ${Math.round(100 * found[best])}%. ` +
        `The model’s guess for the next word: ${rows[picked].dataset.next}.`
      if (!quietly) say(sum.textContent)
    }

    const svg = '<svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true"><rect width="10" /></svg>'
    const buttons = words.map((word, index) => {
      const button = make("button", { type: "button", class: "demo__pick", click: () => pick(index) })
      button.innerHTML = svg
      button.append(make("span", {}, word), " ", make("small"))
      return button
    })
    const name = `Pick a word of: ${words.join(" ")}`
    table.before(make("div", { class: "demo__controls demo__sentence", role: "group", "aria-label": name }, ...buttons), sum)
    pick(words.length - 2, true)
  }
}
