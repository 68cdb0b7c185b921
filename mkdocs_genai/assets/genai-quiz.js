// Adds to a quiz a button that checks an answer, a score, and a memory. The quiz can be answered without it. An answer is kept with
// the version of its question: an answer to another question does not count.

import { Kept, fillIn, keep, kept, language, make, makeButton, makeForget } from "./genai-kept.js"

// Upper case and blanks do not count.
const fold = text => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLocaleLowerCase(language)

class Question {
  constructor(element, words) {
    const { name, version, answers } = element.dataset
    Object.assign(this, { element, words, name, version })
    this.answers = answers && JSON.parse(answers).map(fold)
    this.inputs = [...element.querySelectorAll("input, textarea")]
    this.hasChoices = !!element.querySelector("fieldset")
    this.counts = this.hasChoices || !!answers
    if (this.counts) this.addButton()
    element.addEventListener("input", () => this.set(false))
  }

  addButton() {
    const line = make("div", { className: "genai-quiz__check" })
    this.status = make("span", { role: "status" })
    const check = () => this.given.length ? this.set(true) : this.inputs[0].focus()
    line.append(makeButton(this.words.check, check), this.status)
    const before = this.element.querySelector("fieldset, .genai-quiz__prompt")
    before.after(line)
    this.element.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.target.type !== "text" || event.isComposing) return
      event.preventDefault()
      check()
    })
  }

  get given() {
    const isGiven = input => this.hasChoices ? input.checked : input.value
    return this.inputs.filter(isGiven).map(input => input.value)
  }

  get isRight() {
    if (!this.hasChoices) return this.answers.includes(fold(this.inputs[0].value))
    return this.inputs.every(input => input.checked === ("right" in input.dataset))
  }

  // Brings back what is kept of it.
  restore() {
    const found = kept()[this.name]
    const isKnown = found?.version === this.version && Array.isArray(found.given)
    const given = isKnown ? found.given : []
    for (const input of this.inputs) {
      if (this.hasChoices) input.checked = given.includes(input.value)
      else input.value = given[0] ?? ""
    }
    this.checked = this.counts && isKnown && found.checked === true
    this.element.classList.toggle("genai-quiz__question--checked", this.checked)
    if (!this.counts) return
    const result = this.checked ? this.isRight ? "right" : "wrong" : ""
    // Where one choice is right, its own feedback says it.
    const said = this.inputs[0].type === "radio" ? "" : result
    this.status.className = said && `genai-quiz__status genai-quiz__status--${said}`
    this.status.textContent = said && this.words[said]
    if (this.answers && result === "right") this.element.querySelector(".genai-quiz__answer").open = true
  }

  set(checked) {
    keep({ [this.name]: { version: this.version, given: this.given, checked } })
  }
}

class Quiz extends Kept {
  handleEvent() {
    if (!this.questions) this.start()
    for (const question of this.questions) question.restore()
    const counted = this.questions.filter(({ counts }) => counts)
    const checked = counted.filter(question => question.checked)
    const right = checked.filter(({ isRight }) => isRight).length
    const words = checked.length ? fillIn(this.words.score, { right, total: counted.length }) : ""
    if (this.score.textContent !== words) this.score.textContent = words
    this.forget.hidden = !Object.keys(kept()).length
  }

  start() {
    this.words = JSON.parse(this.dataset.words)
    this.score = make("span", { role: "status", className: "genai-quiz__score" })
    this.forget = makeForget(this.words, () => this.questions[0].inputs[0].focus())
    this.questions = [...this.querySelectorAll(".genai-quiz__question")].map(element => new Question(element, this.words))
    const line = make("div", { className: "genai-quiz__check" })
    line.append(this.score, this.forget)
    this.querySelector(".genai-quiz__questions").after(line)
    this.classList.add("genai-quiz--scripted")
  }
}

customElements.define("genai-quiz", Quiz)
