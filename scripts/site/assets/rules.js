// Filters the list of rules. Without this script the whole list stands there.
;(() => {
  const form = document.getElementById('filters')
  const status = document.getElementById('found')
  const nothing = document.getElementById('nothing')
  const items = [...document.querySelectorAll('[data-words]')]
  const groups = [...document.querySelectorAll('[data-group]')]
  if (form === null || status === null || nothing === null) return
  const fields = [...form.elements].filter((field) => field.name !== '')

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = fields.find((one) => one.name === name)
    if (field !== undefined) field.value = value
    // A value that a list does not have leaves nothing chosen.
    if (field !== undefined && field.selectedIndex === -1) field.selectedIndex = 0
  }

  const apply = () => {
    const values = fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value !== '')
    const words = values
      .filter(([name]) => name === 'q')
      .flatMap(([, value]) => value.toLowerCase().normalize('NFKC').split(/\s+/))
    const facets = values.filter(([name]) => name !== 'q')
    let count = 0
    for (const item of items) {
      const fits =
        words.every((word) => item.dataset.words.includes(word)) &&
        facets.every(([name, value]) => item.dataset[name].split(' ').includes(value))
      item.hidden = !fits
      if (fits) count++
    }
    for (const group of groups) group.hidden = group.querySelector('[data-words]:not([hidden])') === null
    nothing.hidden = count > 0
    status.textContent = status.dataset.text.replace('{count}', String(count)).replace('{all}', String(items.length))
    const query = new URLSearchParams(values).toString()
    try {
      history.replaceState(null, '', query === '' ? location.pathname : `?${query}`)
    } catch {
      // Not every browser lets a page from a file change its address.
    }
  }

  form.hidden = false
  form.addEventListener('input', apply)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    apply()
  })
  apply()
})()
