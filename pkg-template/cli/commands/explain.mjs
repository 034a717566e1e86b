import { CliError } from '../problem.mjs'
import { billRequest, billingOptions, readListAndUsage } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const explain = {
  name: 'explain',
  usage: 'explain --prices FILE --usage FILE --line ID [options of bill]',
  summary: 'how one figure of a bill came about',
  options: {
    ...billingOptions,
    line: { value: 'ID', help: 'id of a line or credit that `bill` shows, of a rated row (`17`, `17.2`; `2:17` in a second file), or a figure of the invoice: invoice/total, invoice/dueDate, …' },
    within: { value: 'KEY', many: true, help: 'in place of --line: this customer in the tree; again for a plan of it, a subscription of that, and so on' },
  },
  run: async (asked) => {
    const { list, usage } = await readListAndUsage(asked)
    const { option, all, azplan } = asked
    const what = option('within') === undefined ? { line: option('line') ?? missing() } : { within: all('within') }
    const answer = azplan.explain(list, usage, { ...(await billRequest(asked)), ...what })
    return { json: { ...answer }, text: () => text(answer), notable: false }
  },
}

/** @returns {never} */
function missing() {
  throw new CliError('cli.missingOption', '--line is missing', 'give the id of a line that `bill` shows, or a figure such as invoice/total')
}

/** @param {import('../../index.js').ExplainAnswer} answer */
function text({ id, title, line, steps }) {
  const told = steps.flatMap(({ text, result, unit, cite }, index) => [`${index + 1}. ${text}`, `   = ${[result, unit].filter(Boolean).join(' ')}   [${cite}]`])
  return [line ? `${line.title} (${line.productId}/${line.skuId}), line ${id}` : [title, id].filter(Boolean).join(', '), '', ...told]
}
