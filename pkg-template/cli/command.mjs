/**
 * One command of the command line.
 * @typedef {object} Command
 * @property {string} name its words, e.g. `prices get`
 * @property {string} usage its arguments, after `azplan`
 * @property {string} summary what it answers
 * @property {import('./args.mjs').Options} options
 * @property {(asked: Asked) => Promise<Answer>} run
 */

/**
 * What was asked, and the means to answer it.
 * @typedef {object} Asked
 * @property {string[]} rest arguments that are no options
 * @property {(name: string) => string | undefined} option value of an option
 * @property {(name: string) => string[]} all values of an option that may be given several times
 * @property {import('./inputs.mjs').Inputs} inputs
 * @property {import('../index.js').Azplan} azplan
 */

/**
 * @typedef {object} Answer
 * @property {Record<string, unknown>} json
 * @property {() => string[]} text lines for a person
 * @property {boolean} notable there is something to look at
 * @property {() => string | Uint8Array | Promise<string | Uint8Array>} [document] the file to write instead, to --output
 */

export {}
