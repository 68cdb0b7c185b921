// What a reader has marked as done and answered. It stays in this browser, in one entry for each site, since several courses may
// share a host: by a topic's name that it is done, by a question's name its answer (genai-quiz.js). A browser that stores nothing is
// no error: then it lasts as long as the page.
//
// The button on a topic's page sets a mark; cards, lists and the map show them.

const KEY = `genai:${new URL("../../", import.meta.url).pathname}`
let unstored

export const kept = () => {
  try {
    return { ...JSON.parse(unstored ?? localStorage.getItem(KEY)) }
  } catch {
    return {} // forbidden, or not ours
  }
}

const tell = () => dispatchEvent(new Event("genai-kept"))

// Adds values, of which those that are undefined are deleted; without any, deletes all.
export const keep = values => {
  unstored = JSON.stringify(values ? { ...kept(), ...values } : {})
  try {
    if (values) localStorage.setItem(KEY, unstored)
    else localStorage.removeItem(KEY)
    unstored = undefined
  } catch {} // forbidden or full
  tell()
}

// Another tab may have changed it, before the browser shows this page again.
for (const name of ["storage", "pageshow"]) addEventListener(name, tell)

export const make = (tag, properties) => Object.assign(document.createElement(tag), properties)
export const makeButton = (textContent, onclick) => make("button", { type: "button", className: "genai-kept", textContent, onclick })

export const language = document.documentElement.lang || undefined
export const fillIn = (words, numbers) => words.replace(/\{(\w+)\}/g, (whole, name) => numbers[name]?.toLocaleString(language) ?? whole)

// An element that is brought up to date when something is kept or forgotten.
export class Kept extends HTMLElement {
  connectedCallback() {
    addEventListener("genai-kept", this)
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", this, { once: true })
    else this.handleEvent()
  }

  disconnectedCallback() {
    removeEventListener("genai-kept", this)
  }

  get words() {
    return JSON.parse(this.dataset.words)
  }

  // Makes the button that deletes all that is kept, on whichever page it stands.
  makeForget(then) {
    return makeButton(this.words.forget, () => {
      if (!confirm(this.words.forget_sure)) return
      keep()
      then()
    })
  }
}

// Says whether a topic is done, or how many of several are; empty where none is.
class Done extends Kept {
  handleEvent() {
    const all = kept()
    const topics = this.dataset.topics.split(" ")
    const done = topics.filter(topic => all[topic]).length
    // A map has dozens of these. Where nothing is done, a change would make the browser lay the page out again for nothing.
    if (!done && !this.firstChild) return
    const numbers = { done, total: topics.length }
    this.dataset.count = fillIn("{done}/{total}", numbers)
    this.classList.toggle("genai-done--some", done)
    this.replaceChildren(...done ? [make("span", { textContent: fillIn(this.dataset.words, numbers) })] : [])
  }
}

class DoneButton extends Kept {
  handleEvent() {
    const { topic } = this.dataset
    const all = kept()
    if (!this.mark) {
      this.mark = makeButton("", () => keep({ [topic]: kept()[topic] ? undefined : true }))
      this.forget = this.makeForget(() => this.mark.focus())
      this.append(this.mark, this.forget)
    }
    this.mark.textContent = this.words[all[topic] ? "unmark" : "mark"]
    // A quiz has this button, too.
    this.forget.hidden = !Object.keys(all).length || !!document.querySelector("genai-quiz")
  }
}

// Where another plugin adds a version to addresses, this file runs twice: by its address in the page, and as genai-quiz.js imports it.
export const define = (name, type) => customElements.get(name) ?? customElements.define(name, type)

define("genai-done", Done)
define("genai-done-button", DoneButton)
