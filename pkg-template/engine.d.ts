import type {
  Azplan,
  BillAnswer,
  BillRequest,
  CheckAnswer,
  CheckRequest,
  CommitmentAnswer,
  CommitmentRequest,
  CreditBalance,
  DailyRequest,
  DiffAnswer,
  DiffRequest,
  EstimateAnswer,
  EstimateRequest,
  ExchangeRateSheet,
  ExplainAnswer,
  ExplainRequest,
  FileForm,
  HistoryAnswer,
  Input,
  Language,
  LossesAnswer,
  LossesRequest,
  MarketsAnswer,
  OffersAnswer,
  OffersRequest,
  PlanAnswer,
  PlanFacts,
  PriceAnswer,
  PriceListInfo,
  PriceRequest,
  PurchaseAnswer,
  PurchaseRequest,
  QuoteAnswer,
  QuoteDiffAnswer,
  QuoteDiffRequest,
  QuoteRequest,
  RateAnswer,
  ReadOptions,
  ReconInfo,
  ReferenceRequest,
  RoleAnswer,
  ScenariosAnswer,
  ScenariosRequest,
  SearchAnswer,
  SearchRequest,
  TreeAnswer,
  TreeRequest,
  UsageDiffAnswer,
  UsageDiffRequest,
  UsageInfo,
  Verified,
  VerifyAnswer,
  VerifyOptions,
  VerifyRequest,
} from './index.js';

/** Names something that an engine holds: a price list, or usage. Never given twice. */
export type Id = string;

/** Something that was opened. */
export interface Opened<Info> {
  id: Id;
  info: Info;
}

/**
 * The core behind one interface, wherever it runs. What is big stays there; requests and answers are small plain objects.
 * Opening that fails or is cancelled leaves what is open in place. Everything rejects with an `AzplanError`.
 */
export interface Engine {
  version(): Promise<string>;
  openPriceList(input: Input, options?: ReadOptions): Promise<Opened<PriceListInfo>>;
  openUsage(input: Input, options?: ReadOptions): Promise<Opened<UsageInfo>>;
  openRecon(input: Input, options?: ReadOptions): Promise<Opened<ReconInfo>>;
  readExchangeRates(input: Input, options?: ReadOptions): Promise<ExchangeRateSheet>;
  readCreditBalance(input: Input, options?: ReadOptions): Promise<CreditBalance>;
  /** The list as one block of bytes, moved here, not copied. */
  saveList(list: Id): Promise<Uint8Array<ArrayBuffer>>;
  /** Opens what `saveList` answered; rejects with `saved.damaged` or `saved.otherVersion`. */
  openSavedList(block: Uint8Array): Promise<Opened<PriceListInfo>>;
  search(list: Id, request?: SearchRequest): Promise<SearchAnswer>;
  price(list: Id, request: ReferenceRequest): Promise<PriceAnswer>;
  history(list: Id, request: PriceRequest): Promise<HistoryAnswer>;
  diff(oldList: Id, newList: Id, usage?: Id | null, request?: DiffRequest): Promise<DiffAnswer>;
  estimate(list: Id, request: EstimateRequest): Promise<EstimateAnswer>;
  quote(list: Id, request: QuoteRequest): Promise<QuoteAnswer>;
  quoteDiff(list: Id, request: QuoteDiffRequest): Promise<QuoteDiffAnswer>;
  comparePurchase(list: Id, request: PurchaseRequest): Promise<PurchaseAnswer>;
  bestCommitment(list: Id, request: CommitmentRequest): Promise<CommitmentAnswer>;
  compareOffers(request?: OffersRequest): Promise<OffersAnswer>;
  markets(asked?: string, language?: Language): Promise<MarketsAnswer>;
  /** Told how far it is, and stopped by a signal. */
  verify(files: Verified<Id, Id, Id>, request?: VerifyRequest, options?: VerifyOptions): Promise<VerifyAnswer>;
  planCheck(facts: PlanFacts): Promise<PlanAnswer>;
  pecRole(name: string): Promise<RoleAnswer>;
  pecCheck(request: CheckRequest): Promise<CheckAnswer>;
  pecScenarios(list: Id, request: ScenariosRequest): Promise<ScenariosAnswer>;
  pecLosses(files: { usage: Id; prices?: Id | null }, request?: LossesRequest): Promise<LossesAnswer>;
  rate(list: Id, usage: Id, request?: DailyRequest): Promise<RateAnswer>;
  bill(list: Id, usage: Id, request?: BillRequest): Promise<BillAnswer>;
  tree(list: Id, usage: Id, request?: TreeRequest): Promise<TreeAnswer>;
  usageDiff(before: Id, after: Id, request?: UsageDiffRequest): Promise<UsageDiffAnswer>;
  explain(list: Id, usage: Id, request: ExplainRequest): Promise<ExplainAnswer>;
  /** Frees a price list or usage; nothing happens where it is closed already. */
  close(id: Id): Promise<void>;
  /** Frees everything. A worker's engine starts anew at the next call. */
  dispose(): Promise<void>;
}

/** The core on this thread: for Node, for tests, and for small files. */
export function createLocalEngine(azplan: Azplan): Engine;

/**
 * The core in a worker, so that the page stays alive. Files are cloned or streamed to it and read there.
 * Where the worker crashes, what is pending rejects with `worker.failed`, and the next call starts another one.
 */
export function createWorkerEngine<More extends object = {}>(options?: WorkerOptions<More>): Engine & More;

export interface WorkerOptions<More> {
  /** Where the worker's script is, for a page of another origin. */
  workerUrl?: URL | string;
  /** Starts a worker of the page's own, which answers with `serveEngine` of `azplan/serve`. */
  startWorker?: () => Worker;
  /** Methods that its engine has besides those of `Engine`. */
  more?: readonly (keyof More & string)[];
}
