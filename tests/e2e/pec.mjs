// A billed file in which access ended on the 4th and returned on the 8th, for the tests of the PEC view.

export const SUBSCRIPTIONS = { web: '51000000-0000-4000-8000-000000000001', data: '52000000-0000-4000-8000-000000000002' }
const HEADER = 'CustomerId,SubscriptionId,EntitlementId,ResourceGroup,ResourceURI,UsageDate,ProductId,SkuId,MeterId,MeterName,PublisherName,ChargeType,UnitPrice,Quantity,EffectiveUnitPrice,PricingPreTaxTotal,PartnerEarnedCreditPercentage'

/** 24 hours of a machine at 0.115: 2.76 at retail, of which PEC is 0.414. @param {number} day @param {string} subscription @param {string} group @param {string} name @param {boolean} earned */
function machine(day, subscription, group, name, earned) {
  const uri = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/${name}`
  const [price, total, pec] = earned ? ['0.09775', '2.346', '15'] : ['0.115', '2.76', '']
  return `c1,plan-1,${subscription},${group},${uri},11/${day}/2025,DZH318Z08M9W,008H,,D4s v5,Microsoft,new,0.115,24,${price},${total},${pec}`
}

/** A Spot machine: 12 hours at 0.02. @param {number} day @param {string} subscription */
function spot(day, subscription) {
  const uri = `/subscriptions/${subscription}/resourceGroups/rg-batch/providers/Microsoft.Compute/virtualMachineScaleSets/batch`
  return `c1,plan-1,${subscription},rg-batch,${uri},11/${day}/2025,DZH318Z08M9W,008K,,D4s v5 Spot,Microsoft,new,0.02,12,0.02,0.24,`
}

const days = Array.from({ length: 30 }, (_, index) => index + 1)

/** The web subscription loses 4 to 7 November; the data subscription earns throughout but for one group from the 21st on. */
export const billed = [HEADER, ...days.flatMap((day) => [
  machine(day, SUBSCRIPTIONS.web, 'rg-web', 'web-1', day < 4 || day > 7),
  machine(day, SUBSCRIPTIONS.web, 'rg-shop', 'shop-1', day < 4 || day > 7),
  spot(day, SUBSCRIPTIONS.web),
  machine(day, SUBSCRIPTIONS.data, 'rg-db', 'db-1', true),
  machine(day, SUBSCRIPTIONS.data, 'rg-lake', 'lake-1', day < 21),
]), ''].join('\n')

/** As the access was in the web subscription; everything else is covered. */
export const access = JSON.stringify({ grants: [
  { holder: 'provider', method: 'aobo', scope: `/subscriptions/${SUBSCRIPTIONS.web}`, to: '2025-11-04T00:00:00Z' },
  { holder: 'provider', method: 'user', role: 'Contributor', partnerIdLinked: true, scope: `/subscriptions/${SUBSCRIPTIONS.web}`, from: '2025-11-08T00:00:00Z' },
  { holder: 'provider', method: 'user', role: 'Reader', partnerIdLinked: true, scope: `/subscriptions/${SUBSCRIPTIONS.data}/resourceGroups/rg-lake` },
  { holder: 'reseller', method: 'aobo', scope: `/subscriptions/${SUBSCRIPTIONS.data}`, to: '2025-11-21T00:00:00Z' },
  { holder: 'reseller', method: 'user', role: 'Contributor', partnerIdLinked: true, scope: `/subscriptions/${SUBSCRIPTIONS.data}/resourceGroups/rg-db`, from: '2025-11-21T00:00:00Z' },
] })
