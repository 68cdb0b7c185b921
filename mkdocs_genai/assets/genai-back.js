// Hears of a step back before Material does, which would load the page anew to go one step back in a table. No module, since
// those run after Material has started.
window.genai ??= (() => {
  const tables = { restore: () => false }
  addEventListener("popstate", event => {
    if (tables.restore()) event.stopImmediatePropagation()
  })
  return tables
})()
