// Makes a comparison table a tool for its reader: sort, search, filter, choose columns, compare rows, save them as CSV.
// The table is whole without it. Everything it adds is made here, in place, with words that the page brings along. Each table
// keeps its state in the address, under its own id, so that a view can be shared, and left and found again.

const language = document.documentElement.lang || undefined
const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" })
const tables = new Set()
let made = 0

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value)
    else if (value !== false) element.setAttribute(name, value === true ? "" : value)
  }
  element.append(...children)
  return element
}

// As people search: without regard to upper case and accents.
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language)
const textOf = cell => cell.textContent.trim().replace(/\s+/g, " ")
const isKnown = cell => cell.dataset.value !== ""

const hashOf = ({ hash }) => {
  try {
    return decodeURIComponent(hash.slice(1))
  } catch {
    return "" // a lone % sign
  }
}

const byText = (a, b) => a < b ? -1 : Number(a > b)
// Numbers that are the same to JavaScript may still differ as integers: it has only 53 bits for them.
const byNumber = (a, b) => a - b || (/^-?\d{16,}$/.test(a) && /^-?\d{16,}$/.test(b) ? Number(BigInt(a) - BigInt(b)) : 0)
const orders = { number: byNumber, year: byNumber, rating: byNumber, boolean: byNumber, date: byText }

// A spreadsheet takes a text with one of these in front for a formula.
const harmless = text => /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
const quoted = text => /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

class GenaiTable extends HTMLElement {
  connectedCallback() {
    this.path = location.pathname
    if (!this.rows) this.enhance()
    tables.add(this)
    this.restore()
    const target = this.rows.find(row => row.id && row.id === hashOf(location))
    if (target) {
      this.reveal(target.id)
      target.scrollIntoView()
    }
  }

  disconnectedCallback() {
    tables.delete(this)
  }

  enhance() {
    const table = this.querySelector("table")
    this.words = JSON.parse(this.dataset.words)
    this.controls = this.dataset.controls.split(" ")
    this.caption = table.caption
    this.body = table.tBodies[0]
    this.rows = [...this.body.rows]
    this.columns = [...table.tHead.rows[0].cells].map((head, index) => ({
      head, index, id: head.dataset.column, type: head.dataset.type, title: textOf(head), filter: "filter" in head.dataset
    }))
    this.state = this.read(new URLSearchParams())
    this.shown = { sort: "", hidden: new Set() }
    if (this.has("sort")) this.columns.forEach(column => this.addSort(column))
    if (this.controls.some(control => control !== "sort")) this.addTools()
  }

  has(control) {
    return this.controls.includes(control)
  }

  say(word, values) {
    return this.words[word].replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name] ?? whole
      return typeof value === "number" ? value.toLocaleString(language) : value
    })
  }

  // State: what the reader chose, and the address that says so.

  read(params) {
    const get = name => params.get(`${this.id}.${name}`) ?? ""
    const list = name => get(name).split(" ").filter(Boolean)
    const known = id => this.columns.some(column => column.id === id)
    const sort = get("sort")
    const filters = new Map(this.columns.filter(column => column.filter)
      .map(({ id }) => [id, new Set(params.getAll(`${this.id}.is.${id}`))]))
    return {
      sort: known(sort.replace(/^-/, "")) ? sort : "",
      search: get("search"),
      filters,
      hidden: new Set(list("hide").filter(known)),
      chosen: new Set(list("rows")),
      compared: get("compare") !== ""
    }
  }

  pairs({ sort, search, filters, hidden, chosen, compared } = this.state) {
    const pairs = []
    const add = (name, value) => { if (value) pairs.push([`${this.id}.${name}`, value]) }
    if (this.has("sort")) add("sort", sort)
    if (this.has("search")) add("search", search)
    if (this.has("filter")) {
      for (const [id, values] of filters) values.forEach(value => pairs.push([`${this.id}.is.${id}`, value]))
    }
    if (this.has("columns")) add("hide", [...hidden].join(" "))
    if (this.has("compare")) {
      add("rows", [...chosen].join(" "))
      add("compare", compared ? "1" : "")
    }
    return pairs
  }

  // Whether the address says something else than what is shown; shows it then.
  restore() {
    const state = this.read(new URLSearchParams(location.search))
    if (String(this.pairs(state)) === String(this.pairs())) return false
    this.state = state
    this.show()
    return true
  }

  save(how) {
    const url = new URL(location)
    if (url.pathname !== this.path) return
    for (const name of [...url.searchParams.keys()]) if (name.startsWith(`${this.id}.`)) url.searchParams.delete(name)
    for (const [name, value] of this.pairs()) url.searchParams.append(name, value)
    // The state is Material's: where the page is scrolled to.
    if (url.href !== location.href) history[how](history.state, "", url)
  }

  update(change, how = "pushState") {
    Object.assign(this.state, change)
    this.save(how)
    this.show()
  }

  // A link to a row must find it, whatever the reader filters by.
  reveal(id) {
    const row = this.rows.find(row => row.id === id)
    if (row?.hidden) this.update({ search: "", filters: this.read(new URLSearchParams()).filters }, "replaceState")
  }

  // What is shown.

  show() {
    const { sort, hidden, chosen } = this.state
    if (sort !== this.shown.sort) this.order(sort)
    for (const column of this.columns.slice(1)) {
      const hide = this.has("columns") && hidden.has(column.id)
      if (hide === this.shown.hidden.has(column.id)) continue
      column.head.hidden = hide
      for (const row of this.rows) row.cells[column.index].hidden = hide
    }
    this.shown = { sort, hidden: new Set(hidden) }
    const matches = this.matches()
    this.rows.forEach((row, index) => { if (row.hidden === matches[index]) row.hidden = !matches[index] })
    if (!this.tools) return
    const count = this.say("count", { shown: matches.filter(Boolean).length, total: this.rows.length })
    if (this.count.textContent !== count) this.count.textContent = count
    this.resetButton.hidden = !this.pairs().length
    if (this.input && document.activeElement !== this.input) this.input.value = this.state.search
    if (chosen.size && this.has("compare")) this.open("compare", true)
    for (const [name, { panel, fill }] of Object.entries(this.panels)) if (!panel.hidden) fill(name)
    this.mark("filter", [...this.state.filters.values()].reduce((sum, values) => sum + values.size, 0))
    this.mark("columns", hidden.size)
    this.mark("compare", chosen.size)
  }

  mark(name, number) {
    const control = this.panels[name]
    if (control) control.button.textContent = number ? `${this.words[name]} (${number.toLocaleString(language)})` : this.words[name]
  }

  order(sort) {
    const column = this.columns.find(({ id }) => id === sort.replace(/^-/, ""))
    const sign = sort.startsWith("-") ? -1 : 1
    for (const { head } of this.columns) {
      if (column?.head === head) head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending")
      else head.removeAttribute("aria-sort")
    }
    let rows = this.rows
    if (column) {
      const compare = orders[column.type] ?? collator.compare
      const cells = rows.map(row => row.cells[column.index])
      const keyed = rows.map((row, index) => ({ row, known: isKnown(cells[index]), key: cells[index].dataset.value ?? textOf(cells[index]) }))
      // Unknown values come last either way; sorting keeps equal ones in the author's order.
      keyed.sort((a, b) => b.known - a.known || (a.known ? sign * compare(a.key, b.key) : 0))
      rows = keyed.map(({ row }) => row)
    }
    this.body.append(...rows)
  }

  matches(except) {
    const terms = fold(this.has("search") ? this.state.search : "").split(/\s+/).filter(Boolean)
    const filters = [...this.has("filter") ? this.state.filters : []].filter(([id, wanted]) => wanted.size && id !== except)
      .map(([id, wanted]) => [this.values(id), wanted])
    if (terms.length) this.texts ??= this.rows.map(row => fold(row.textContent))
    return this.rows.map((_, index) => terms.every(term => this.texts[index].includes(term))
      && filters.every(([values, wanted]) => values[index].some(value => wanted.has(value))))
  }

  // A column's values to filter by: a list for each row, "" for unknown.
  values(id) {
    const column = this.columns.find(column => column.id === id)
    return column.values ??= this.rows.map(row => {
      const cell = row.cells[column.index]
      if (!isKnown(cell)) return [""]
      if (column.type === "tags") return [...cell.querySelectorAll(".genai-tag")].map(textOf)
      return [cell.dataset.value ?? textOf(cell)]
    })
  }

  // Controls.

  addSort({ head, id }) {
    const next = () => ({ [id]: `-${id}`, [`-${id}`]: "" })[this.state.sort] ?? id
    const button = make("button", { type: "button", class: "genai-table__sort", click: () => this.update({ sort: next() }) })
    button.append(...head.childNodes)
    head.append(button)
  }

  addTools() {
    this.panels = {}
    this.count = make("p", { role: "status", class: "genai-table__count" })
    this.resetButton = this.button("reset", () => {
      this.open("compare", false)
      if (this.input) this.input.value = ""
      this.update(this.read(new URLSearchParams()))
      this.tools.querySelector("input, button").focus()
    })
    this.tools = make("div", { class: "genai-table__tools", role: "group", "aria-labelledby": this.caption.id })
    const panels = []
    const addPanel = (name, fill, ...children) => {
      if (!this.has(name)) return
      const panel = make("div", { class: `genai-table__panel genai-table__panel--${name}`, id: `${this.id}_${name}`, role: "group",
        "aria-label": this.words[name], hidden: true }, ...children)
      const button = this.button(name, () => this.open(name, panel.hidden), { "aria-expanded": "false", "aria-controls": panel.id })
      this.panels[name] = { panel, button, fill }
      this.tools.append(button)
      panels.push(panel)
    }
    if (this.has("search")) this.tools.append(this.input = this.searchInput())
    addPanel("filter", () => this.fillFilter())
    addPanel("columns", () => this.fillColumns())
    addPanel("compare", () => this.fillCompare())
    if (this.has("download")) this.tools.append(this.button("download", () => this.download()))
    this.tools.append(this.resetButton, this.count)
    this.prepend(this.tools, ...panels)
    this.show()
  }

  button(word, click, attributes) {
    return make("button", { type: "button", class: "genai-table__button", click, ...attributes }, this.words[word])
  }

  open(name, open) {
    const control = this.panels[name]
    if (!control || control.panel.hidden !== open) return
    control.panel.hidden = !open
    control.button.setAttribute("aria-expanded", String(open))
    if (name === "compare") this.select(open)
    if (open) control.fill()
  }

  searchInput() {
    let timer
    let typing = false
    const label = this.words.search
    const search = () => {
      clearTimeout(timer)
      if (input.value === this.state.search) return
      // One step of history for a search, not one for each letter.
      this.update({ search: input.value }, typing ? "replaceState" : "pushState")
      typing = true
    }
    const input = make("input", { type: "search", class: "genai-table__search", placeholder: label, "aria-label": label,
      input: () => { clearTimeout(timer); timer = setTimeout(search, 150) },
      change: search,
      blur: () => { typing = false }
    })
    return input
  }

  checkbox(text, checked, change, ...more) {
    const input = make("input", { type: "checkbox", change: () => change(input.checked) })
    input.checked = checked
    return make("label", { class: "genai-table__option" }, input, " ", text, ...more)
  }

  fillFilter() {
    const { panel } = this.panels.filter
    if (!this.options) {
      this.options = []
      for (const column of this.columns.filter(column => column.filter)) {
        const values = [...new Set(this.values(column.id).flat())]
        const named = value => value === "" ? this.words.unknown
          : column.type === "boolean" ? this.words[value === "1" ? "yes" : "no"]
          : column.type === "rating" ? textOf(this.rows[this.values(column.id).findIndex(([first]) => first === value)].cells[column.index])
          : value
        values.sort((a, b) => (a === "") - (b === "") || (column.type === "boolean" ? b - a : collator.compare(a, b)))
        panel.append(make("fieldset", { class: "genai-table__choices" }, make("legend", {}, column.title), ...values.map(value => {
          const count = make("span", { class: "genai-table__number" })
          const label = this.checkbox(named(value), false, checked => {
            const wanted = new Set(this.state.filters.get(column.id))
            checked ? wanted.add(value) : wanted.delete(value)
            this.update({ filters: new Map(this.state.filters).set(column.id, wanted) })
          }, " ", count)
          this.options.push({ column, value, count, input: label.firstChild })
          return label
        })))
      }
    }
    const counts = new Map()
    for (const { column, value, count, input } of this.options) {
      if (!counts.has(column)) {
        // How many rows there would be, as far as the other filters go.
        const matches = this.matches(column.id)
        const numbers = new Map()
        this.values(column.id).forEach((values, index) => {
          if (matches[index]) for (const value of values) numbers.set(value, (numbers.get(value) ?? 0) + 1)
        })
        counts.set(column, numbers)
      }
      count.textContent = (counts.get(column).get(value) ?? 0).toLocaleString(language)
      input.checked = this.state.filters.get(column.id).has(value)
    }
  }

  fillColumns() {
    const { panel } = this.panels.columns
    const columns = this.columns.slice(1)
    if (!panel.hasChildNodes()) {
      panel.append(...columns.map(({ id, title }) => this.checkbox(title, true, checked => {
        const hidden = new Set(this.state.hidden)
        checked ? hidden.delete(id) : hidden.add(id)
        this.update({ hidden })
      })))
    }
    panel.querySelectorAll("input").forEach((input, index) => { input.checked = !this.state.hidden.has(columns[index].id) })
  }

  // Checkboxes for the rows, while there is something to compare.
  select(on) {
    this.classList.toggle("genai-table--selecting", on)
    if (!on || this.boxes) return
    this.boxes = this.rows.map(row => {
      const head = row.cells[0]
      const box = make("input", { type: "checkbox", class: "genai-table__select", "aria-label": this.say("select", { row: textOf(head) }) })
      head.prepend(box)
      return box
    })
    this.body.addEventListener("change", ({ target }) => {
      const id = target.closest("tr").dataset.row
      const chosen = new Set(this.state.chosen)
      target.checked ? chosen.add(id) : chosen.delete(id)
      this.update({ chosen }, "replaceState")
    })
  }

  fillCompare() {
    const control = this.panels.compare
    const { chosen, compared } = this.state
    if (!control.side) {
      control.text = make("span", { role: "status" })
      control.side = this.button("side_by_side", () => {
        this.update({ compared: true })
        control.region.focus()
      })
      control.region = make("div", { class: "genai-table__scroll", role: "region", tabindex: "0", "aria-label": this.words.side_by_side })
      control.panel.append(control.text, " ", control.side, control.region)
    }
    this.rows.forEach((row, index) => { this.boxes[index].checked = chosen.has(row.dataset.row) })
    control.text.textContent = this.say("selected", { count: chosen.size })
    control.side.disabled = chosen.size < 2
    control.region.hidden = !compared || chosen.size < 2
    control.region.replaceChildren(...control.region.hidden ? [] : [this.sideBySide()])
  }

  // The chosen rows as columns, so that each line compares one thing.
  sideBySide() {
    const rows = [...this.body.rows].filter(row => this.state.chosen.has(row.dataset.row))
    const copy = (cell, tag, attributes) => {
      const copied = make(tag, { class: cell.className, ...attributes }, ...cell.cloneNode(true).childNodes)
      copied.querySelector(".genai-table__select")?.remove()
      return copied
    }
    const columns = this.columns.slice(1).filter(({ id }) => !this.shown.hidden.has(id))
    return make("table", { class: "genai-table__table" },
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, this.words.column), ...rows.map(row => copy(row.cells[0], "th", { scope: "col" })))),
      make("tbody", {}, ...columns.map(({ title, index }) => make("tr", {}, make("th", { scope: "row" }, title),
        ...rows.map(row => copy(row.cells[index], "td"))))))
  }

  // What is shown, in its order, as plain values.
  download() {
    const columns = this.columns.filter(({ head }) => !head.hidden)
    const value = ({ type, index }, row) => {
      const cell = row.cells[index]
      if (!isKnown(cell)) return ""
      if (type === "link") return cell.querySelector("a")?.href ?? textOf(cell)
      if (type === "boolean") return this.words[cell.dataset.value === "1" ? "yes" : "no"]
      if (type === "tags") return [...cell.querySelectorAll(".genai-tag")].map(textOf).join("; ")
      return cell.dataset.value ?? textOf(cell)
    }
    const rows = [...this.body.rows].filter(row => !row.hidden)
    const lines = [columns.map(({ title }) => title), ...rows.map(row => columns.map(column => value(column, row)))]
    // Without a byte order mark, spreadsheets take UTF-8 for something else.
    const text = `\ufeff${lines.map(line => line.map(cell => quoted(harmless(cell))).join(",")).join("\r\n")}\r\n`
    const href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }))
    // Not in the page, so that Material's instant navigation does not see the click.
    make("a", { href, download: `${this.dataset.name}.csv` }).click()
    setTimeout(() => URL.revokeObjectURL(href), 10000)
  }
}

// Before Material's listener, which would load the page anew to go one step back in a table.
addEventListener("popstate", event => {
  const restored = [...tables].filter(table => table.path === location.pathname && table.restore())
  if (restored.length) event.stopImmediatePropagation()
}, true)

// A link inside the page may lead to a row that is filtered out, and drops the tables' state from the address.
document.addEventListener("click", event => {
  const link = event.target.closest?.("a[href]")
  if (!link?.hash || link.pathname !== location.pathname || event.ctrlKey || event.metaKey) return
  for (const table of tables) table.reveal(hashOf(link))
  setTimeout(() => { for (const table of tables) table.save("replaceState") })
}, true)

addEventListener("hashchange", () => { for (const table of tables) table.reveal(hashOf(location)) })

customElements.define("genai-table", GenaiTable)
