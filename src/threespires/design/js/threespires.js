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
