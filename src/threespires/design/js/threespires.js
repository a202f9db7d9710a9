// What script adds: nothing that a page needs. Every page works without this file.
import { keepSaving, keepTrying, keepLooking } from './keeping.js'
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

const saving = [...document.querySelectorAll('form[data-saves]')].map(keepSaving)
for (const form of document.querySelectorAll('form[data-waits]')) keepTrying(form)
keepLooking(saving)

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

// A passkey: what the server asks is put to the browser, and its answer is sent as the form's own. Nothing but script can
// do that, so each page that offers one offers another way beside it.
const passkeys = window.PublicKeyCredential
const usePasskey = (form) => {
  const way = form.dataset.passkey
  const failed = form.querySelector('[data-passkey-failed]')
  const answer = form.elements.credential

  const asked = async () => {
    if (!form.dataset.askedAt) return JSON.parse(form.dataset.asked)
    const told = await fetch(form.dataset.askedAt, { headers: { Accept: 'application/json' } })
    return (await told.json()).request_options
  }
  const made = async ({ publicKey }) => {
    const alone = form.elements.passwordless?.checked
    const choice = publicKey.authenticatorSelection
    choice.residentKey = alone ? 'required' : 'discouraged'
    choice.requireResidentKey = alone
    if (alone) choice.userVerification = 'required'
    return navigator.credentials.create({ publicKey: passkeys.parseCreationOptionsFromJSON(publicKey) })
  }
  const used = ({ publicKey }) => navigator.credentials.get({ publicKey: passkeys.parseRequestOptionsFromJSON(publicKey) })

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    failed.hidden = true
    try {
      const credential = await (way === 'create' ? made : used)(await asked())
      answer.value = JSON.stringify(credential)
      form.submit()
    } catch {
      failed.hidden = false
    }
  })
  form.querySelector('[data-passkey-here]').hidden = false
  form.querySelector('[data-passkey-not-here]').hidden = true
}
if (passkeys?.parseRequestOptionsFromJSON) {
  for (const form of document.querySelectorAll('form[data-passkey]')) usePasskey(form)
}
