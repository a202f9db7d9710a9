// What script adds: nothing that a page needs. Every page works without this file.
import { Button, CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink, createAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const component of [Checkboxes, ErrorSummary, Radios, SkipLink]) createAll(component)
createAll(Button, { preventDoubleClick: true })
createAll(CharacterCount, {
  i18n: {
    charactersUnderLimit: { one: 'You have 1 character left', other: 'You have %{count} characters left' },
    charactersAtLimit: 'You have no characters left'
  }
})

// On a narrow screen the filter folds away, so that the list it filters is in sight.
if (!window.matchMedia('(min-width: 60em)').matches) {
  for (const fold of document.querySelectorAll('[data-folds]')) fold.open = false
}

// Long work: the page asks now and then how far it is, and is loaded anew once it has ended.
const AGAIN = 2000
const work = document.querySelector('[data-goes-on]')
const look = async () => {
  try {
    const answer = await fetch(window.location.href)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const now = page.querySelector('[data-goes-on]')
    if (answer.ok && !now) return window.location.reload()
    if (now && now.innerHTML !== work.innerHTML) work.replaceChildren(...now.childNodes)
  } catch {
    // Out of reach for a moment: it asks again.
  }
  setTimeout(look, AGAIN)
}
if (work) setTimeout(look, AGAIN)
