// A reader's own marks on topics: the button on a topic's page sets one; cards, lists and the map show them.

import { Kept, fillIn, keep, kept, make, makeButton, makeForget } from "./genai-kept.js"

// Says whether a topic is done, or how many of several are; empty where none is.
class Done extends Kept {
  handleEvent() {
    const all = kept()
    const topics = this.dataset.topics.split(" ")
    const numbers = { done: topics.filter(topic => all[topic]).length, total: topics.length }
    this.dataset.count = fillIn("{done}/{total}", numbers)
    this.classList.toggle("genai-done--some", numbers.done > 0)
    this.classList.toggle("genai-done--all", numbers.done === numbers.total)
    this.replaceChildren(...numbers.done ? [make("span", { textContent: fillIn(this.dataset.words, numbers) })] : [])
  }
}

class DoneButton extends Kept {
  handleEvent() {
    const { topic } = this.dataset
    const words = this.words ??= JSON.parse(this.dataset.words)
    const all = kept()
    if (!this.mark) {
      this.mark = makeButton("", () => keep({ [topic]: kept()[topic] ? undefined : true }))
      this.forget = makeForget(words, () => this.mark.focus())
      this.append(this.mark, this.forget)
    }
    this.mark.textContent = words[all[topic] ? "unmark" : "mark"]
    // A quiz has this button, too.
    this.forget.hidden = !Object.keys(all).length || !!document.querySelector("genai-quiz")
  }
}

customElements.define("genai-done", Done)
customElements.define("genai-done-button", DoneButton)
