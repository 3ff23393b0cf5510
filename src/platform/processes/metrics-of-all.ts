import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';

interface Ask {
  readonly type: typeof question;
  readonly id: number;
}

interface Reply extends Ask {
  /** null: not all of them answered in time. */
  readonly text: string | null;
}

const question = 'latchkey.metrics';
const waiting = new Map<number, (text: string | null) => void>();
let asked = 0;

/** In the process that supervises the workers: whichever of them is asked for figures answers those of all. */
export function answerForAll(): void {
  const all = new AggregatorRegistry();
  cluster.on('message', (worker: Worker, message: Partial<Ask>) => {
    if (message?.type !== question) return;
    const reply = (text: string | null) => worker.isConnected() && worker.send({ type: question, id: message.id ?? 0, text } satisfies Reply);
    all.clusterMetrics().then(reply, () => reply(null));
  });
}

/** Lets this process be asked for its figures, when it is one of several. */
export function shareFigures(registry: Registry): void {
  if (!cluster.isWorker) return;
  AggregatorRegistry.setRegistries([registry]);
  new AggregatorRegistry();
  process.on('message', (message: Partial<Reply>) => {
    if (message?.type !== question || message.id === undefined) return;
    waiting.get(message.id)?.(message.text ?? null);
    waiting.delete(message.id);
  });
}

/** The figures of all processes together, as Prometheus reads them; of this one alone when the others do not answer. */
export async function figuresOf(registry: Registry): Promise<string> {
  if (!cluster.isWorker || !process.connected) return registry.metrics();
  const id = ++asked;
  const text = await new Promise<string | null>((resolve) => {
    waiting.set(id, resolve);
    process.send?.({ type: question, id } satisfies Ask);
  });
  return text ?? registry.metrics();
}
