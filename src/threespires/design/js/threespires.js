// What script adds: nothing that a page needs. Every page works without this file.
import { Button, CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink, createAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const component of [CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink]) createAll(component)
createAll(Button, { preventDoubleClick: true })
