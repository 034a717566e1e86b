import priceList from 'azplan/sample/retail-sample.csv?url'
import usage from 'azplan/sample/usage-sample.csv?url'

/** @import { DocumentLine, EstimateDocument } from '../../pkg-template/elements/types.js' */

/**
 * @param {string} group
 * @param {string} title
 * @param {string} unitOfMeasure
 * @param {[string, string, string]} ids product, SKU and meter
 * @param {string} quantity
 * @param {string} [hours]
 * @returns {Omit<DocumentLine, 'id'>}
 */
function line(group, title, unitOfMeasure, [productId, skuId, meterId], quantity, hours) {
  const type = /** @type {const} */ ('Consumption')
  return { group, title, unitOfMeasure, productId, skuId, meterId, region: 'westeurope', type, quantity, ...(hours ? { hours } : {}) }
}

const LINES = [
  line('Web shop', 'Virtual Machines Dsv5 Series - D4s v5', '1 Hour', ['DZH318Z08M9W', '008H', '1ab41620-5ffa-51b3-ac16-6416f9f747a9'], '3', '730'),
  line('Web shop', 'Virtual Machines Dsv5 Series - D4s v5 Spot', '1 Hour', ['DZH318Z08M9W', '008K', '4f399ad3-d7e8-5c30-aa2f-9e7a107f5a2b'], '2', '120'),
  line('Web shop', 'Premium SSD Managed Disks - P10 LRS Disk', '1/Month', ['DZH318Z0BP04', '0080', '137d3f72-fe0e-4a78-b5d0-92d704aa3cac'], '3'),
  line('Web shop', 'Bandwidth - Routing Preference: Internet - Standard Data Transfer Out', '1 GB', ['DZH318Z0C8ZQ', '0012', '6bd64e8e-5cb9-49d3-893d-800c9b28dca3'], '250'),
  line('Data', 'Azure Database for PostgreSQL Flexible Server Burstable BS Series Compute - B2S', '1 Hour', ['DZH318Z0DCRL', '003F', '2e345945-22c2-5a5e-b40d-f532206e8cfc'], '1', '730'),
  line('Data', 'Az DB for PostgreSQL Flexible Server Storage - Storage Data Stored', '1 GB/Month', ['DZH318Z0DCRX', '001G', '36845e2a-736f-5a9d-af4e-b2dc7547a06f'], '128'),
  line('Data', 'General Block Blob v2 - Hot LRS Data Stored', '1 GB/Month', ['DZH318Z0BPH7', '00BJ', '10e5ee74-8fd6-4972-909f-65a83f92f0ce'], '500'),
  line('Operations', 'Log Analytics - Analytics Logs Data Ingestion', '1 GB', ['DZH318Z0BQD2', '003J', 'e5626349-2f1f-4563-babc-dc9219884716'], '37'),
]

/** @type {EstimateDocument} */
export const sampleEstimate = {
  id: 'estimate-1',
  name: 'Web shop, West Europe',
  sample: true,
  lines: LINES.map((entry, index) => ({ ...entry, id: `line-${index + 1}` })),
}

/** @param {string} url */
async function fetched(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`the sample did not load: ${response.status}`)
  return response.blob()
}

export function samplePriceList() {
  return fetched(priceList)
}

export function sampleUsage() {
  return fetched(usage)
}
