// Type a word and only the choices that say it stay. Without this the choices stand in groups that open.
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
  const groups = [...list.querySelectorAll('details')]
  const open = groups.map((group) => group.open)
  box.addEventListener('input', () => { said.textContent = show(list, groups, open, words(box.value)) })
  box.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault() })
  list.prepend(label, box, said)
}

const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean)

function show(list, groups, open, typed) {
  const items = [...list.querySelectorAll('.govuk-radios__item')]
  for (const item of items) {
    const text = item.textContent.toLowerCase()
    item.hidden = !typed.every((word) => text.includes(word)) && !item.querySelector(':checked') && !last(items, item)
  }
  groups.forEach((group, at) => {
    const left = group.querySelector('.govuk-radios__item:not([hidden])')
    group.hidden = !left
    group.open = typed.length ? Boolean(left) : open[at]
  })
  const left = items.filter((item) => !item.hidden).length
  return typed.length ? `${left} of ${items.length} choices` : ''
}

// "Something else, or I'm not sure" is always there.
const last = (items, item) => item === items[items.length - 1]
