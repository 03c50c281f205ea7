// "Show names" without a new page; the form behind the button remembers the choice when there is no JavaScript.
export function showNames(page) {
  page.addEventListener('submit', (event) => {
    const form = event.target.closest('[data-names-toggle]')
    if (!form) return
    event.preventDefault()
    const shown = page.body.classList.toggle('app-names-shown')
    const choice = form.elements.namedItem('show')
    const body = new FormData(form)
    for (const button of page.querySelectorAll('[data-names-toggle] button')) {
      button.textContent = shown ? button.dataset.hide : button.dataset.show
    }
    if (choice) choice.value = shown ? '' : '1'
    fetch(form.action, { method: 'POST', body }).catch(() => {})
  })
}
