// Makes a comparison table a tool for its reader. The table is whole without it. Here is what comes with the page: the buttons and the
// input, made in place, with words that the page brings along, and the widths of a long table's columns. What they do comes with
// genai-table-tools.js, when a reader first points at the table or moves into it, or when the address says what it shows.

const BUTTONS = ["sort", "columns", "compare", "export", "fullscreen"]

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

const makeButton = properties => make("button", { type: "button", className: "genai-table__button", ...properties })

let tools

class GenaiTable extends HTMLElement {
  connectedCallback() {
    this.page = location.pathname
    if (document.readyState === "loading") {
      // Rows are still coming in. What is not laid out now makes a long page readable earlier.
      this.classList.add("genai-table--waiting")
      document.addEventListener("DOMContentLoaded", () => this.start(), { once: true })
    } else this.start()
  }

  disconnectedCallback() {
    // A script that stays in what Material takes away keeps the whole document that it came with, and so do the places that are marked.
    for (const script of this.querySelectorAll("script")) script.remove()
    this.tool?.unmark?.()
  }

  start() {
    if (!this.isConnected) return
    if (!this.table) this.equip()
    const names = [...new URLSearchParams(location.search).keys()]
    if (this.tool || this.find(location) || names.some(name => name.startsWith(`${this.id}.`))) this.use("come")
  }

  equip() {
    this.table = this.querySelector("table")
    this.words = JSON.parse(this.dataset.words)
    this.controls = new Set(this.dataset.controls.split(" "))
    this.columns = [...this.table.tHead.rows[0].cells].map(head => this.equipColumn(head))
    if (this.controls.size > 1 || !this.controls.has("sort")) this.addBar()
    for (const type of ["pointerover", "focusin", "input", "click"]) this.addEventListener(type, event => this.use("hear", event))
    if ("long" in this.dataset) this.widen()
    else this.classList.remove("genai-table--waiting")
  }

  equipColumn(head) {
    const { controls, words } = this
    const { column: id, filter, grouped } = head.dataset
    const name = head.querySelector(".genai-table__title")
    const title = name.textContent.trim().replace(/\s+/g, " ")
    // Rows are sorted within their groups, where all have the same value in one column.
    const sortable = grouped === undefined
    if (controls.has("sort") && sortable) head.prepend(make("button", { type: "button", className: "genai-table__sort", title: words.sort_by_several }, name))
    if (controls.has("filter") && filter) head.append(makeButton({ className: "genai-table__filter", ariaLabel: `${words.filter}: ${title}` }))
    return { head, id, title, sortable }
  }

  addBar() {
    const { controls, table, words } = this
    if (!document.fullscreenEnabled) controls.delete("fullscreen")
    if (controls.has("search")) {
      this.input = make("input", { type: "search", className: "genai-table__search", placeholder: words.search, ariaLabel: words.search })
    }
    this.buttons = BUTTONS.filter(name => controls.has(name === "export" ? "download" : name))
      .map(name => [name, makeButton({ textContent: words[name] })])
    const total = table.querySelectorAll(":scope > tbody > tr > th[scope=row]").length
    this.count = make("p", { role: "status", className: "genai-table__count", textContent: this.say("count", { shown: total, total }) })
    this.bar = make("div", { role: "group", className: "genai-table__tools" },
      ...this.input ? [this.input] : [], ...this.buttons.map(([, button]) => button), this.count)
    this.bar.setAttribute("aria-labelledby", table.caption.id)
    this.prepend(this.bar)
  }

  say(word, values) {
    return this.words[word].replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name] ?? whole
      return typeof value === "number" ? value.toLocaleString(document.documentElement.lang || undefined) : value
    })
  }

  // What a link leads to, if it is in the table.
  find({ hash }) {
    try {
      const found = document.getElementById(decodeURIComponent(hash.slice(1)))
      return this.contains(found) && found
    } catch {
      return null // a lone % sign
    }
  }

  // What a reader does before the tools are there is done as soon as they are, in its order.
  async use(name, event) {
    tools ??= await import("./genai-table-tools.js")
    tools[name](this, event)
  }

  // The widths that the first rows need hold for all of them, in letters of their size.
  widen() {
    const observer = new ResizeObserver(() => {
      const size = parseFloat(getComputedStyle(this.table).fontSize)
      const widths = this.columns.map(({ head }) => head.getBoundingClientRect().width / size)
      // Inside a closed tab there are none yet.
      if (!widths[0]) return
      observer.disconnect()
      this.widths = widths
      this.setWidths()
      this.classList.add("genai-table--long")
      this.classList.remove("genai-table--waiting")
    })
    observer.observe(this.table)
  }

  setWidths() {
    const widths = this.widths.filter((_, index) => !this.columns[index].head.hidden)
    this.table.style.setProperty("--genai-columns", widths.map(width => `minmax(${width}em, ${width}fr)`).join(" "))
  }
}

// A link inside the page may lead to a row.
addEventListener("hashchange", () => {
  for (const table of document.querySelectorAll("genai-table")) if (table.find(location)) table.use("come")
})

customElements.define("genai-table", GenaiTable)
