// Stands in the article of each page with a Mermaid fence. Loads the local Mermaid when a diagram is drawn, and not before: it
// weighs as much as a hundred pages. Material and mkdocs-mermaid2-plugin call `mermaid` as if it were there already, and Material's
// instant navigation does not wait for a script with an address of its own, so this one is in the page, whose way to the library
// stands in it in place of the file's name.
(() => {
  const library = new URL("mermaid.min.js", location.href).href
  if (window.mermaid?.lazy) return
  let settings = {}
  let loading

  const load = () => loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = library
    script.onload = () => {
      const real = window.mermaid
      window.mermaid = lazy
      resolve(real)
    }
    script.onerror = () => reject(new Error(`${library} can't be loaded`))
    document.head.append(script)
  })

  const withSettings = async () => {
    const real = await load()
    real.initialize({ ...settings, startOnLoad: false })
    return real
  }

  const lazy = {
    lazy: true,
    initialize: options => { settings = { ...settings, ...options } },
    render: async (...args) => (await withSettings()).render(...args),
    run: async (...args) => (await withSettings()).run(...args)
  }
  window.mermaid = lazy

  // Themes other than Material leave drawing to Mermaid itself.
  document.addEventListener("DOMContentLoaded", () => {
    const waiting = document.querySelector("div.mermaid, pre.mermaid")
    if (waiting && !document.querySelector("script#__config")) lazy.run()
  })
})()
