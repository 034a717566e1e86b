import { CliError } from '../problem.mjs'

/** @type {import('../command.mjs').Command} */
export const pecRole = {
  name: 'pec role',
  usage: 'pec role NAME',
  summary: 'does this Azure role earn partner earned credit',
  options: {},
  run: async ({ rest, azplan }) => {
    if (rest.length === 0) throw new CliError('cli.missingArgument', 'the NAME of the role is missing', 'give it as the Azure portal prints it, such as "Contributor"')
    const answer = azplan.pecRole(rest.join(' '))
    return { json: { ...answer }, text: () => text(answer), notable: answer.eligible === null }
  },
}

/** @param {import('../../index.js').RoleAnswer} answer */
function text({ role, eligible, cite }) {
  if (eligible === null) return [`${role}: not in the table, so nobody can say (${cite})`]
  return [`${role}: ${eligible ? 'earns' : 'does not earn'} partner earned credit (${cite})`]
}
