import { table } from '../table.mjs'
import { expectRest, hasErrors, requireFile } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const creditBalance = {
  name: 'credit balance',
  usage: 'credit balance FILE',
  summary: 'what each month used of an Azure credit offer, by the balance report of Partner Center',
  options: {},
  run: async ({ rest, inputs }) => {
    const file = requireFile(rest, 'the balance report')
    expectRest(rest, 1)
    const answer = await inputs.creditBalance([file])
    return { json: { ...answer }, text: () => text(answer), notable: hasErrors(answer) }
  },
}

/** @param {import('../../index.js').CreditBalance} answer */
function text({ credits }) {
  const rows = credits.flatMap(({ months, ...credit }) => months.map((month) => ({ ...credit, ...month })))
  return table(rows, [
    { title: 'Customer', cell: (row) => row.customer },
    { title: 'Credit', cell: (row) => [row.name, row.agreement].filter(Boolean).join(', ') },
    { title: 'Month', cell: (row) => row.month },
    { title: 'Used so far', cell: (row) => row.creditAmount, number: true },
    { title: 'Used in the month', cell: (row) => row.used ?? 'month before is missing', number: true },
    { title: 'Left', cell: (row) => row.balance ?? '', number: true },
    { title: '', cell: (row) => row.currency },
    { title: 'Status', cell: (row) => row.status },
    { title: 'Until', cell: (row) => row.to ?? '' },
  ])
}
