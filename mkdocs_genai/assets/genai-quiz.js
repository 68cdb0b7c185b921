// Adds to a quiz a button that checks an answer, a score, and a memory. The quiz can be answered without it. An answer is kept with
// the version of its question: an answer to another question does not count.

import { Kept, define, fillIn, keep, kept, language, make, makeButton } from "./genai-done.js"

// Upper case and blanks do not count.
const fold = text => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLocaleLowerCase(language)

const addLine = (before, ...elements) => {
  const line = make("div", { className: "genai-quiz__check" })
  line.append(...elements)
  before.after(line)
}

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
    this.status = make("strong", { role: "status" })
    const check = () => this.given.length ? this.set(true) : this.inputs[0].focus()
    addLine(this.element.querySelector("fieldset, .genai-quiz__prompt"), makeButton(this.words.check, check), this.status)
    this.element.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.target.type !== "text" || event.isComposing) return
      event.preventDefault()
      check()
    })
  }

  get given() {
    return this.inputs.filter(input => this.hasChoices ? input.checked : input.value).map(input => input.value)
  }

  get isRight() {
    if (!this.hasChoices) return this.answers.includes(fold(this.inputs[0].value))
    return this.inputs.every(input => input.checked === ("right" in input.dataset))
  }

  // Brings back what is kept of it.
  restore() {
    const found = kept()[this.name]
    const { given = [], checked } = found?.version === this.version ? found : {}
    for (const input of this.inputs) {
      if (this.hasChoices) input.checked = given.includes(input.value)
      else input.value = given[0] ?? ""
    }
    this.result = this.counts && checked ? this.isRight ? "right" : "wrong" : ""
    this.element.classList.toggle("genai-quiz__question--checked", this.result)
    if (!this.counts) return
    // Where one choice is right, its own feedback says it.
    const said = this.inputs[0].type === "radio" ? "" : this.result
    this.status.className = said && `genai-quiz__verdict--${said}`
    this.status.textContent = said && this.words[said]
    if (this.answers && this.result === "right") this.element.querySelector(".genai-quiz__answer").open = true
  }

  set(checked) {
    keep({ [this.name]: { version: this.version, given: this.given, checked } })
  }
}

class Quiz extends Kept {
  handleEvent() {
    if (!this.questions) this.start()
    for (const question of this.questions) question.restore()
    const count = test => this.questions.filter(test).length
    const numbers = { right: count(({ result }) => result === "right"), total: count(({ counts }) => counts) }
    const words = count(({ result }) => result) ? fillIn(this.words.score, numbers) : ""
    if (this.score.textContent !== words) this.score.textContent = words
    this.forget.hidden = !Object.keys(kept()).length
  }

  start() {
    this.questions = [...this.querySelectorAll(".genai-quiz__question")].map(element => new Question(element, this.words))
    this.score = make("span", { role: "status", className: "genai-quiz__score" })
    this.forget = this.makeForget(() => this.questions[0].inputs[0].focus())
    addLine(this.querySelector(".genai-quiz__questions"), this.score, this.forget)
    this.classList.add("genai-quiz--scripted")
  }
}

define("genai-quiz", Quiz)
