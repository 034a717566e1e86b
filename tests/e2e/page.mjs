// What the tests do with the page, in the words of a person.

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page the large figure of the view, as it reads */
export async function answer(page) {
  return reading(await page.locator('azplan-figure.answer button', { hasText: /\d/ }).innerText())
}

/** The text without what only a screen reader says before the colon. @param {string} text */
function reading(text) {
  return text.replace(/\s+/g, ' ').replace(/^.*: /, '').trim().replace(/^([A-Z]{3}) ?(?=\d)/, '$1 ')
}

/**
 * Waits until the large figure is another one.
 * @param {Page} page
 * @param {string} before
 */
export async function answerAfter(page, before) {
  for (let turn = 0; turn < 100; turn += 1) {
    const [now = ''] = await page.locator('azplan-figure.answer button', { hasText: /\d/ }).allInnerTexts()
    if (now && reading(now) !== before) return reading(now)
    await page.waitForTimeout(50)
  }
  throw new Error(`the answer is still ${before}`)
}

/** @param {Page} page @param {string} text */
export async function search(page, text) {
  await page.getByRole('searchbox', { name: 'Search prices' }).fill(text)
}

/** The address of the page, without its host. @param {Page} page */
export function hash(page) {
  return new URL(page.url()).hash
}

/**
 * Drops a file on the page, as from a folder.
 * @param {Page} page
 * @param {string} name
 * @param {string | Buffer} content
 */
export function dropFile(page, name, content) {
  return dropFiles(page, [[name, content]])
}

/**
 * Drops several files at once.
 * @param {Page} page
 * @param {[string, string | Buffer][]} files
 */
export async function dropFiles(page, files) {
  const coded = files.map(([name, content]) => ({ name, base64: Buffer.from(content).toString('base64') }))
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer()
    for (const { name, base64 } of given) data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
    return data
  }, coded)
  for (const type of ['dragover', 'drop']) await page.locator('main').first().dispatchEvent(type, { dataTransfer: transfer })
}

/** Everything that the document holds: text, attributes and values of all elements, in shadow trees too. @param {Page} page */
export function wholeDocument(page) {
  return page.evaluate(() => {
    /** @type {string[]} */
    const found = []
    const visit = (/** @type {any} */ node) => {
      if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.COMMENT_NODE) found.push(node.data)
      for (const attribute of node.attributes ?? []) found.push(attribute.value)
      if (typeof node.value === 'string') found.push(node.value)
      if (node.shadowRoot) visit(node.shadowRoot)
      for (const child of node.childNodes ?? []) visit(child)
    }
    visit(document)
    return found.join('\n')
  })
}

/** What the keyboard is on, in shadow trees too. @param {Page} page */
export function focused(page) {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return { tag: element?.localName ?? '', name: element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '', id: element?.id ?? '' }
  })
}
