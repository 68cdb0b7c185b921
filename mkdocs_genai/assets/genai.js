// Makes a comparison table a tool for its reader: sort, search, filter, choose columns, compare rows, save them as CSV.
// The table is whole without it. Everything it adds is made here, in place, with words that the page brings along. Each table
// keeps its state in the address, under its own id, so that a view can be shared, and left and found again.

import { make, panels } from "./genai-panels.js"
import { csv, fold, language, sorted, textOf, valuesOf } from "./genai-values.js"

// A browser needs seconds to lay out thousands of rows. So many are shown at first, and as many more at the end of the scrolling.
const PORTION = 200

const tools = new Set()

const anchorOf = ({ hash }) => {
  try {
    return decodeURIComponent(hash.slice(1))
  } catch {
    return "" // a lone % sign
  }
}

class Tool {
  constructor(element) {
    const table = element.querySelector("table")
    this.element = element
    this.id = element.id
    this.words = JSON.parse(element.dataset.words)
    this.controls = new Set(element.dataset.controls.split(" "))
    this.caption = table.caption
    this.body = table.tBodies[0]
    this.rows = [...this.body.rows]
    this.sorted = this.rows
    this.columns = [...table.tHead.rows[0].cells].map((head, index) => ({
      head, index, id: head.dataset.column, title: textOf(head.querySelector(".genai-table__title") ?? head),
      sort: head.dataset.sort, filter: head.dataset.filter, save: head.dataset.export
    }))
    this.panels = {}
    this.limit = PORTION
    this.state = this.read(new URLSearchParams())
    this.shown = { sort: "", hidden: new Set() }
    if (this.rows.length > PORTION) this.addMore(table.parentElement)
    if (this.controls.has("sort")) this.columns.forEach(column => this.addSort(column))
    if (this.controls.size > this.controls.has("sort")) this.addBar()
    this.show()
  }

  say(word, values) {
    return this.words[word].replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name] ?? whole
      return typeof value === "number" ? value.toLocaleString(language) : value
    })
  }

  // State: what the reader chose, and the address that says so.

  read(params) {
    const get = (name, control) => this.controls.has(control) ? params.get(`${this.id}.${name}`) ?? "" : ""
    const list = (...names) => new Set(get(...names).split(" ").filter(Boolean))
    const known = id => this.columns.some(column => column.id === id)
    const sort = get("sort", "sort")
    const filters = this.columns.filter(({ filter }) => filter && this.controls.has("filter"))
    return {
      sort: known(sort.replace(/^-/, "")) ? sort : "",
      search: get("search", "search"),
      filters: new Map(filters.map(({ id }) => [id, new Set(params.getAll(`${this.id}.is.${id}`))])),
      hidden: new Set([...list("hide", "columns")].filter(known)),
      chosen: list("rows", "compare"),
      compared: get("compare", "compare")
    }
  }

  pairs({ sort, search, filters, hidden, chosen, compared } = this.state) {
    const single = { sort, search, hide: [...hidden].join(" "), rows: [...chosen].join(" "), compare: compared }
    const pairs = Object.entries(single).filter(([, value]) => value)
    for (const [id, values] of filters) for (const value of values) pairs.push([`is.${id}`, value])
    return pairs.map(([name, value]) => [`${this.id}.${name}`, value])
  }

  // Shows what the address says; tells whether that was something new.
  restore() {
    const state = this.read(new URLSearchParams(location.search))
    if (String(this.pairs(state)) === String(this.pairs())) return false
    this.state = state
    this.show()
    if (this.input) this.input.value = state.search
    return true
  }

  save(how) {
    const url = new URL(location)
    for (const name of [...url.searchParams.keys()]) if (name.startsWith(`${this.id}.`)) url.searchParams.delete(name)
    for (const [name, value] of this.pairs()) url.searchParams.append(name, value)
    // The history's own state is Material's: where the page is scrolled to.
    if (url.href !== location.href) history[how](history.state, "", url)
  }

  update(change, how = "pushState") {
    if ("search" in change || "filters" in change || "sort" in change) this.limit = PORTION
    Object.assign(this.state, change)
    this.save(how)
    this.show()
  }

  // A link to a row must find it, whatever the reader filters by.
  reveal(anchor) {
    const row = anchor ? this.rows.find(({ id }) => id === anchor) : undefined
    if (!row?.hidden) return row
    if (!this.fits().has(row)) {
      const { filters, search } = this.read(new URLSearchParams())
      this.update({ filters, search }, "replaceState")
      if (this.input) this.input.value = ""
    }
    this.limit = Math.max(this.limit, this.sorted.indexOf(row) + PORTION / 2)
    this.show()
    return row
  }

  // What is shown.

  show() {
    const { sort, hidden, chosen, filters } = this.state
    if (sort !== this.shown.sort) this.order(sort)
    for (const { id, head, index } of this.columns) {
      const hide = index > 0 && hidden.has(id)
      if (hide === this.shown.hidden.has(id)) continue
      for (const { children } of [head.parentElement, ...this.rows]) children[index].hidden = hide
    }
    this.shown = { sort, hidden: new Set(hidden) }
    const fits = this.fits()
    let room = this.limit
    for (const row of this.sorted) {
      const hide = !fits.has(row) || room-- <= 0
      if (row.hidden !== hide) row.hidden = hide
    }
    this.element.classList.remove("genai-table--waiting")
    if (this.more) this.more.hidden = room >= 0
    if (!this.bar) return
    const count = this.say("count", { shown: fits.size, total: this.rows.length })
    if (this.count.textContent !== count) this.count.textContent = count
    this.resetButton.hidden = !this.pairs().length
    if (chosen.size) this.open("compare", true)
    const numbers = { filter: [...filters.values()].reduce((sum, { size }) => sum + size, 0), columns: hidden.size, compare: chosen.size }
    for (const [name, { button, panel, fill }] of Object.entries(this.panels)) {
      button.textContent = this.words[name] + (numbers[name] ? ` (${numbers[name].toLocaleString(language)})` : "")
      if (!panel.hidden) fill(this, panel)
    }
  }

  order(sort) {
    const descending = sort.startsWith("-")
    const column = this.columns.find(({ id }) => id === sort.replace(/^-/, ""))
    for (const { head } of this.columns) head.removeAttribute("aria-sort")
    column?.head.setAttribute("aria-sort", descending ? "descending" : "ascending")
    this.sorted = column ? sorted(this.rows, column, descending) : this.rows
    this.body.replaceChildren() // or thousands of rows take a minute
    this.body.append(...this.sorted)
  }

  // The rows that search and filters let through; `except` one column's filter.
  fits(except) {
    const terms = fold(this.state.search).split(/\s+/).filter(Boolean)
    const filters = [...this.state.filters].filter(([id, wanted]) => wanted.size && id !== except)
      .map(([id, wanted]) => [this.values(id), wanted])
    if (terms.length) this.texts ??= this.rows.map(row => fold(row.textContent))
    return new Set(this.rows.filter((_, index) => terms.every(term => this.texts[index].includes(term))
      && filters.every(([values, wanted]) => values[index].some(value => wanted.has(value)))))
  }

  values(id) {
    const column = this.columns.find(column => column.id === id)
    return column.values ??= valuesOf(this.rows, column)
  }

  // Controls.

  addMore(region) {
    const show = () => {
      this.limit += PORTION
      this.show()
    }
    this.more = make("div", { class: "genai-table__more" }, this.button("more", show))
    region.append(this.more)
    new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) show() }, { root: region, rootMargin: "400px" })
      .observe(this.more)
  }

  addSort({ head, id }) {
    const next = new Map([[id, `-${id}`], [`-${id}`, ""]])
    const click = () => this.update({ sort: next.get(this.state.sort) ?? id })
    const title = head.querySelector(".genai-table__title")
    const words = title ? [title] : [...head.childNodes]
    head.prepend(make("button", { type: "button", class: "genai-table__sort", click }, ...words))
  }

  addBar() {
    const bar = this.bar = make("div", { class: "genai-table__tools", role: "group", "aria-labelledby": this.caption.id })
    this.count = make("p", { role: "status", class: "genai-table__count" })
    this.resetButton = this.button("reset", () => {
      if (this.input) this.input.value = ""
      this.update(this.read(new URLSearchParams()))
      this.open("compare", false)
      bar.querySelector("input, button").focus()
    })
    if (this.controls.has("search")) bar.append(this.input = this.searchInput())
    const chosen = Object.entries(panels).filter(([name]) => this.controls.has(name))
    const added = chosen.map(([name, fill]) => this.addPanel(name, fill))
    if (this.controls.has("download")) bar.append(this.button("download", () => this.download()))
    bar.append(this.resetButton, this.count)
    this.element.prepend(bar, ...added)
  }

  button(word, click, attributes) {
    return make("button", { type: "button", class: "genai-table__button", click, ...attributes }, this.words[word])
  }

  addPanel(name, fill) {
    const id = `${this.id}_${name}`
    const panel = make("div", { id, class: `genai-table__panel genai-table__panel--${name}`, role: "group", "aria-label": this.words[name] })
    const button = this.button(name, () => this.open(name, panel.hidden), { "aria-expanded": false, "aria-controls": id })
    panel.hidden = true
    this.panels[name] = { panel, button, fill }
    this.bar.append(button)
    return panel
  }

  open(name, open) {
    const { panel, button, fill } = this.panels[name] ?? {}
    if (panel?.hidden !== open) return
    panel.hidden = !open
    button.setAttribute("aria-expanded", open)
    if (name === "compare") this.element.classList.toggle("genai-table--selecting", open)
    if (open) fill(this, panel)
  }

  searchInput() {
    const label = this.words.search
    let timer
    let typing = false
    const search = () => {
      clearTimeout(timer)
      if (input.value === this.state.search) return
      // One step back for a search, not one for each letter.
      this.update({ search: input.value }, typing ? "replaceState" : "pushState")
      typing = true
    }
    const input = make("input", {
      type: "search", class: "genai-table__search", placeholder: label, "aria-label": label,
      input: () => {
        clearTimeout(timer)
        timer = setTimeout(search, 150)
      },
      change: search,
      blur: () => { typing = false }
    })
    return input
  }

  // What the reader chose, in the reader's order.
  download() {
    const fits = this.fits()
    const columns = this.columns.filter(({ head }) => !head.hidden)
    // Without a byte order mark, spreadsheets take UTF-8 for something else.
    const text = `\ufeff${csv(columns, this.sorted.filter(row => fits.has(row)))}`
    const href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }))
    // Not in the page, so that Material's instant navigation does not see the click.
    make("a", { href, download: `${this.element.dataset.name}.csv` }).click()
    setTimeout(() => URL.revokeObjectURL(href), 10000)
  }
}

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
    tools.delete(this.tool)
  }

  start() {
    if (!this.isConnected) return
    this.tool ??= new Tool(this)
    this.tool.page = this.page
    tools.add(this.tool)
    this.tool.restore()
    this.tool.reveal(anchorOf(location))?.scrollIntoView()
  }
}

const here = () => [...tools].filter(({ page }) => page === location.pathname)

// For genai-back.js: shows what the address says; tells whether that was about tables.
if (window.genai) window.genai.restore = () => here().filter(tool => tool.restore()).length > 0

// A link inside the page may lead to a row that is not shown, and drops the tables' state from the address.
document.addEventListener("click", ({ target, ctrlKey, metaKey }) => {
  const link = target.closest?.("a[href]")
  if (!link?.hash || link.pathname !== location.pathname || ctrlKey || metaKey) return
  for (const tool of here()) tool.reveal(anchorOf(link))
  setTimeout(() => { for (const tool of here()) tool.save("replaceState") })
}, true)

addEventListener("hashchange", () => { for (const tool of here()) tool.reveal(anchorOf(location)) })

customElements.define("genai-table", GenaiTable)
