// What a reader has answered and marked as done: by a question's name its answer, by a topic's name that it is done. It stays in this
// browser, in one entry for each site, since several courses may share a host. A browser that stores nothing is no error: then it
// lasts as long as the page.

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
  const text = JSON.stringify({ ...kept(), ...values })
  unstored = undefined
  try {
    if (values) localStorage.setItem(KEY, text)
    else localStorage.removeItem(KEY)
  } catch {
    unstored = values ? text : "{}" // forbidden or full
  }
  tell()
}

// Another tab may have changed it, before the browser shows this page again.
for (const name of ["storage", "pageshow"]) addEventListener(name, tell)

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
}

export const make = (tag, properties) => Object.assign(document.createElement(tag), properties)
export const makeButton = (textContent, onclick) => make("button", { type: "button", className: "genai-kept", textContent, onclick })

// Deletes all that is kept, on whichever page it stands.
export const makeForget = (words, then) => makeButton(words.forget, () => {
  if (!confirm(words.forget_sure)) return
  keep()
  then()
})

export const language = document.documentElement.lang || undefined
export const fillIn = (words, numbers) =>
  words.replace(/\{(\w+)\}/g, (whole, name) => numbers[name]?.toLocaleString(language) ?? whole)
