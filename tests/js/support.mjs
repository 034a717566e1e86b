import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const pkg = join(root, 'pkg')

/** A price list as Partner Center writes it: a meter with a free grant, a machine by the hour, and nothing else. */
export const priceList = [
  'ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,MeterIds,MeterType,Tags',
  'Log Analytics,DZH318Z0BQD2,003J,Analytics Logs - EU West,Microsoft,Logs,1 GB,payG-1,US,USD,0,1,5,11/1/2025 12:00:00 AM,11/30/9999 11:59:59 PM,e5626349-2f1f-4563-babc-dc9219884716,1 GB,Azure',
  'Log Analytics,DZH318Z0BQD2,003J,Analytics Logs - EU West,Microsoft,Logs,1 GB,payG-1,US,USD,2.99,6,9223372036854780000,11/1/2025 12:00:00 AM,11/30/9999 11:59:59 PM,e5626349-2f1f-4563-babc-dc9219884716,1 GB,Azure',
  'Virtual Machines Dv5 Series,DZH318Z0BQPS,00TG,D2 v5 - EU West,Microsoft,Machine,1 Hour,payG-1,US,USD,0.115,,,11/1/2025 12:00:00 AM,11/30/9999 11:59:59 PM,0b2f1b56-0a57-5b3c-8a6b-1f6a4f0c8d01,1 Hour,Azure',
  '',
].join('\n')

/** 32 hours and 7 GB: 32 x 0.115 x 0.85 = 3.128 and 2 x 2.99 x 0.85 = 5.083. */
export const usage = [
  'UsageDate,CustomerId,SubscriptionId,EntitlementId,ProductId,SkuId,MeterId,Quantity',
  '2025-11-01,c1,plan-1,sub-1,DZH318Z0BQPS,00TG,0b2f1b56-0a57-5b3c-8a6b-1f6a4f0c8d01,24',
  '2025-11-02,c1,plan-1,sub-1,DZH318Z0BQPS,00TG,0b2f1b56-0a57-5b3c-8a6b-1f6a4f0c8d01,8',
  '2025-11-02,c1,plan-1,sub-1,DZH318Z0BQD2,003J,e5626349-2f1f-4563-babc-dc9219884716,7',
  '',
].join('\n')

/** The same, and a row whose product the list does not have. */
export const usageWithUnpriced = `${usage}2025-11-02,c1,plan-1,sub-1,DZH318Z99999,0001,,5\n`

export const exchangeRates = 'CurrencyCode,USDPerUnit,Month\n"EUR","1.25","202511"\n'

/** @param {string} text */
export const bytes = (text) => new TextEncoder().encode(text)

/**
 * A folder that is gone after the test.
 * @param {{after: (work: () => void) => void}} test
 */
export function temporaryFolder(test) {
  const folder = mkdtempSync(join(tmpdir(), 'azplan-'))
  test.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Runs a script with this Node.
 * @param {string[]} args
 * @param {{input?: string | Uint8Array, cwd?: string}} [options]
 * @returns {Promise<{status: number | null, stdout: string, stderr: string}>}
 */
export function node(args, { input = '', cwd } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: 'pipe' })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    child.stdin.on('error', () => {}).end(input)
    child.on('error', reject).on('close', (status) => resolve({ status, stdout, stderr }))
  })
}

/**
 * Calls the built command line.
 * @param {string[]} args
 * @param {{input?: string | Uint8Array, cwd?: string}} [options]
 */
export function azplan(args, options) {
  return node([join(pkg, 'bin', 'azplan.mjs'), ...args], options)
}
