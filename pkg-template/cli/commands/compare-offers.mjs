import { table } from '../table.mjs'
import { compact } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const compareOffers = {
  name: 'compare offers',
  usage: 'compare offers [--edition 2020|2023] [--offer O…] [--attribute A…] [--need N…] [--only-differences] [--language en|zh-Hant]',
  summary: 'how the offers of the programme differ, and what changed between editions',
  options: {
    edition: { value: 'YEAR', help: '2020 or 2023; default the newest' },
    offer: { value: 'OFFER', many: true, help: 'one of the offers, by id or name; several by several --offer; default all' },
    attribute: { value: 'NAME', many: true, help: 'one of the attributes, likewise' },
    need: { value: 'NEED', many: true, help: 'only offers that meet it, such as "renews by itself", refundable, monthly' },
    'only-differences': { help: 'leave out attributes in which the offers are alike' },
    language: { value: 'CODE', help: 'en (default) or zh-Hant' },
  },
  run: async ({ rest, option, all, azplan }) => {
    const answer = azplan.compareOffers(
      compact({
        edition: option('edition'),
        // `--offer A B` is as good as `--offer A --offer B`.
        offers: [...all('offer'), ...rest],
        attributes: all('attribute'),
        needs: all('need'),
        onlyDifferences: option('only-differences') === undefined ? undefined : true,
        language: /** @type {import('../../index.js').Language | undefined} */ (option('language')),
      }),
    )
    return { json: { ...answer }, text: () => text(answer), notable: answer.offers.length === 0 }
  },
}

/** Widest cell of the table: longer ones stand below it in full. */
const WIDTH = 44

/** @param {import('../../index.js').OffersAnswer} answer */
function text({ edition, cite, offers, rows, differences, changes }) {
  if (offers.length === 0) return [`No offer of the edition of ${edition} meets all of this (${cite})`]
  const columns = offers.map(({ id, name }) => ({ title: name, cell: (/** @type {typeof rows[number]} */ row) => row.values[id] ?? '-', width: WIDTH }))
  const nameOf = (/** @type {string} */ id) => offers.find((offer) => offer.id === id)?.name ?? id
  const long = rows.flatMap(({ name, values }) => {
    const cut = [...new Set(offers.map(({ id }) => values[id] ?? ''))].filter((value) => value.length > WIDTH)
    return cut.map((value) => `  ${name}, ${offers.filter(({ id }) => values[id] === value).map((offer) => offer.name).join(', ')}: ${value}`)
  })
  const notes = rows.flatMap(({ name, notes }) => Object.entries(notes).map(([offer, note]) => `${name}, ${nameOf(offer)}: ${note}`))
  const attributeOf = (/** @type {string} */ id) => rows.find((row) => row.attribute === id)?.name ?? id
  return [
    `Edition of ${edition} (${cite})`,
    '',
    ...table(rows, [{ title: '', cell: (row) => row.name }, ...columns]),
    '',
    `${differences.length} attributes differ${differences.length ? `: ${differences.map(attributeOf).join(', ')}` : ''}`,
    ...(long.length ? ['', 'In full:', ...long] : []),
    ...(notes.length ? ['', ...notes] : []),
    ...(changes.length ? ['', 'Changed between the editions:', ...changes.map(({ attribute, offer, from, to, before, after }) => `  ${attributeOf(attribute)}, ${nameOf(offer)}: ${before ?? '-'} (${from}) -> ${after ?? '-'} (${to})`)] : []),
  ]
}
