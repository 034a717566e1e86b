import { billRequest, billingOptions, readListAndUsage } from './shared.mjs'

/** @type {import('../command.mjs').Command} */
export const explain = {
  name: 'explain',
  usage: 'explain --prices FILE --usage FILE --line ID [options of bill]',
  summary: 'how the amount of one bill line came about',
  options: { ...billingOptions, line: { value: 'ID', required: true, help: 'id of a line that `bill` shows' } },
  run: async (asked) => {
    const { list, usage } = await readListAndUsage(asked)
    const answer = asked.azplan.explain(list, usage, { ...(await billRequest(asked)), line: asked.option('line') ?? '' })
    return { json: { ...answer }, text: () => text(answer), notable: false }
  },
}

/** @param {import('../../index.js').ExplainAnswer} answer */
function text({ line, steps }) {
  const told = steps.flatMap(({ text, result, unit, cite }, index) => [`${index + 1}. ${text}`, `   = ${[result, unit].filter(Boolean).join(' ')}   [${cite}]`])
  return [`${line.title} (${line.productId}/${line.skuId}), line ${line.id}`, '', ...told]
}
