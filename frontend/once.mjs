// Pressing Send twice sends once. The server refuses the second one too; this spares the wait.
export function sendOnce(page) {
  page.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || !form.querySelector('[data-prevent-double-click]')) return
    if (form.dataset.sending) return event.preventDefault()
    form.dataset.sending = 'yes'
  })
  window.addEventListener('pageshow', () => {
    for (const form of page.querySelectorAll('form[data-sending]')) delete form.dataset.sending
  })
}
