// Type a word and the choices that say it stay, in their own words or in those people use for it (data-also), and with
// them what was ticked a page before (data-stays).
// Without this the choices stand in groups that open.
export function narrow(scope) {
  for (const list of scope.querySelectorAll('[data-narrow]')) add(document, list)
}

function add(page, list) {
  const label = page.createElement('label')
  label.className = 'govuk-label'
  label.htmlFor = 'narrow'
  label.textContent = list.dataset.narrow
  const box = page.createElement('input')
  box.className = 'govuk-input govuk-!-margin-bottom-4'
  box.id = 'narrow'
  box.type = 'search'
  box.autocomplete = 'off'
  const said = page.createElement('p')
  said.className = 'govuk-hint govuk-visually-hidden'
  said.setAttribute('role', 'status')
  const items = [...list.querySelectorAll('.govuk-radios__item')].map(known)
  const groups = [...list.querySelectorAll('details')].map((group) => ({ group, open: group.open }))
  box.addEventListener('input', () => show(items, groups, typed(box.value), said))
  box.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault() })
  list.prepend(label, box, said)
}

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []

const LITTLE = new Set(words('a an and at by for from had has he her him his i in is it me my of on or she somebody someone the their them they to up was were with'))

// "texts" and "filmed" find text and film.
const stem = (word) => word.replace(/(?<=.{4})(ing|ed)$|(?<=.{3})s$/, '')

function typed(text) {
  const all = words(text), telling = all.filter((word) => !LITTLE.has(word))
  return (telling.length ? telling : all).map(stem)
}

function known(item) {
  const radio = item.querySelector('input')
  return { item, radio, says: words(`${item.textContent} ${radio.dataset.also || ''}`) }
}

// Those that say most of what was typed. Where none says any of it, all stay, and it is said.
function show(items, groups, asked, said) {
  const hits = items.map(({ says }) => asked.filter((word) => says.some((one) => one.startsWith(word))).length)
  const most = Math.max(...hits)
  items.forEach(({ item, radio }, at) => {
    const kept = radio.checked || 'stays' in radio.dataset || at === items.length - 1 // the last is always there
    item.hidden = most > 0 && hits[at] < most && !kept
  })
  for (const { group, open } of groups) {
    const left = group.querySelector('.govuk-radios__item:not([hidden])')
    group.hidden = !left
    group.open = most ? Boolean(left) : open
  }
  const left = items.filter(({ item }) => !item.hidden).length
  said.classList.toggle('govuk-visually-hidden', most > 0 || !asked.length)
  said.textContent = asked.length ? (most ? `${left} of ${items.length} choices` : NONE) : ''
}

const NONE = 'No line says that. Look through the list, or choose the last line.'
