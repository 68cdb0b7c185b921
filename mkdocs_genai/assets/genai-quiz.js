// Adds to a quiz a button that checks an answer, a score, and a memory. The quiz can be answered without it. What a reader has
// answered stays in this browser, in one entry for each site, with the question's version: an answer to another question does not
// count. A browser that keeps nothing is no error.

const KEY = `genai-quiz:${new URL("../../", import.meta.url).pathname}`
const language = document.documentElement.lang || undefined

const kept = () => {
  try {
    return { ...JSON.parse(localStorage.getItem(KEY)) }
  } catch {
    return {} // forbidden, or not ours
  }
}

const keep = answers => {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...kept(), ...answers }))
  } catch {
    // forbidden or full
  }
}

const make = (tag, attributes, text = "") => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.textContent = text
  return element
}

const button = (text, click) => {
  const made = make("button", { type: "button", class: "genai-quiz__button" }, text)
  made.addEventListener("click", click)
  return made
}

// Upper case and blanks do not count.
const fold = text => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLocaleLowerCase(language)

class Question {
  constructor(element, words, changed) {
    const { name, version, answers } = element.dataset
    Object.assign(this, { element, words, changed, name, version })
    this.answers = answers && JSON.parse(answers).map(fold)
    this.inputs = [...element.querySelectorAll("input, textarea")]
    this.hasChoices = !!element.querySelector("fieldset")
    this.counts = this.hasChoices || !!answers
    this.checked = false
    if (this.counts) this.addButton()
    element.addEventListener("input", () => this.set(false))
    this.restore()
  }

  addButton() {
    const line = make("div", { class: "genai-quiz__check" })
    this.status = make("span", { role: "status" })
    const check = () => this.given.length ? this.set(true) : this.inputs[0].focus()
    line.append(button(this.words.check, check), this.status)
    const before = this.element.querySelector("fieldset, .genai-quiz__prompt")
    before.after(line)
    this.element.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.target.type !== "text" || event.isComposing) return
      event.preventDefault()
      check()
    })
  }

  get given() {
    const isGiven = input => this.hasChoices ? input.checked : input.value.trim()
    return this.inputs.filter(isGiven).map(input => input.value)
  }

  get isRight() {
    if (!this.hasChoices) return this.answers.includes(fold(this.inputs[0].value))
    return this.inputs.every(input => input.checked === ("right" in input.dataset))
  }

  restore() {
    const found = kept()[this.name]
    if (found?.version !== this.version || !Array.isArray(found.given)) return
    this.fill(found.given)
    this.show(this.counts && found.checked === true)
  }

  fill(given) {
    for (const input of this.inputs) {
      if (this.hasChoices) input.checked = given.includes(input.value)
      else input.value = given[0] ?? ""
    }
  }

  set(checked) {
    this.show(checked)
    keep({ [this.name]: { version: this.version, given: this.given, checked } })
    this.changed()
  }

  show(checked) {
    this.checked = checked
    this.element.classList.toggle("genai-quiz__question--checked", checked)
    if (!this.counts) return
    const result = checked ? this.isRight ? "right" : "wrong" : ""
    // Where one choice is right, its own feedback says it.
    const said = this.inputs[0].type === "radio" ? "" : result
    this.status.className = said && `genai-quiz__status genai-quiz__status--${said}`
    this.status.textContent = said && this.words[said]
    if (this.answers && result === "right") this.element.querySelector(".genai-quiz__answer").open = true
  }
}

class GenaiQuiz extends HTMLElement {
  connectedCallback() {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.start(), { once: true })
    else this.start()
  }

  start() {
    if (this.questions) return
    this.words = JSON.parse(this.dataset.words)
    this.score = make("span", { role: "status", class: "genai-quiz__score" })
    this.forget = button(this.words.forget, () => this.clear())
    const line = make("div", { class: "genai-quiz__check" })
    line.append(this.score, this.forget)
    this.questions = [...this.querySelectorAll(".genai-quiz__question")]
      .map(element => new Question(element, this.words, () => this.update()))
    this.querySelector(".genai-quiz__questions").after(line)
    this.classList.add("genai-quiz--scripted")
    this.update()
  }

  update() {
    const counted = this.questions.filter(({ counts }) => counts)
    const checked = counted.filter(question => question.checked)
    const right = checked.filter(({ isRight }) => isRight).length.toLocaleString(language)
    const values = { right, total: counted.length.toLocaleString(language) }
    const words = checked.length ? this.words.score.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole) : ""
    if (this.score.textContent !== words) this.score.textContent = words
    this.forget.hidden = !this.questions.some(({ given }) => given.length)
  }

  clear() {
    keep(Object.fromEntries(this.questions.map(({ name }) => [name, undefined])))
    for (const question of this.questions) {
      question.fill([])
      question.show(false)
    }
    this.update()
    this.questions[0].inputs[0].focus()
  }
}

customElements.define("genai-quiz", GenaiQuiz)
