import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Json = z.record(z.string(), z.unknown());
const Content = z.object({ content: z.record(z.string(), z.object({ schema: Json.optional() })).optional() });

const Operation = z.object({
  requestBody: Content.optional(),
  responses: z.record(z.string(), z.union([Content, z.object({ $ref: z.string() })])),
});

const Spec = z.object({
  openapi: z.string().startsWith('3.'),
  paths: z.record(z.string(), Json),
  components: Json.optional(),
});
type Spec = z.infer<typeof Spec>;

/** One operation of HubSpot's own description, and how to look up what it refers to. */
export type Described = {
  readonly method: string;
  readonly template: string;
  readonly pattern: RegExp;
  readonly request: Record<string, unknown> | null;
  /** By status; null where an answer has no body. */
  readonly responses: ReadonlyMap<string, Record<string, unknown> | null>;
  readonly resolve: (reference: string) => unknown;
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Every operation in a folder of OpenAPI files; other files in it are passed over, and so are betas of a version that is there. */
export function readSpecs(folder: string): Described[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  const specs = files.flatMap((file) => {
    const spec = Spec.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    return spec.success ? [{ isBeta: file.includes('-beta'), spec: spec.data }] : [];
  });
  return specs
    .toSorted((one, other) => Number(one.isBeta) - Number(other.isBeta))
    .flatMap(({ spec }) => operationsOf(spec));
}

function operationsOf(spec: Spec): Described[] {
  return Object.entries(spec.paths).flatMap(([template, methods]) =>
    METHODS.flatMap((method) => {
      const operation = Operation.safeParse(methods[method]);
      if (!operation.success) return [];
      const { requestBody, responses } = operation.data;
      const answers = Object.entries(responses).map(([status, answer]) => {
        const content = Content.parse('$ref' in answer ? lookUp(spec, answer.$ref) : answer);
        return [status, schemaOf(content)] as const;
      });
      return {
        method: method.toUpperCase(),
        template,
        pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}/?$`),
        request: requestBody ? schemaOf(requestBody) : null,
        responses: new Map(answers),
        resolve: (reference: string) => lookUp(spec, reference),
      };
    }),
  );
}

function schemaOf({ content = {} }: z.infer<typeof Content>): Record<string, unknown> | null {
  return Object.values(content)[0]?.schema ?? null;
}

function lookUp(spec: Spec, reference: string): unknown {
  const steps = reference.replace(/^#\//, '').split('/');
  return steps.reduce<unknown>((node, step) => Json.parse(node)[step], spec);
}

/** The operation that a request was for: the one that says most of its path word by word. */
export function operationFor(
  described: readonly Described[],
  { method, path }: { method: string; path: string },
): Described | null {
  const fitting = described.filter((one) => one.method === method && one.pattern.test(path));
  const words = ({ template }: Described) =>
    template.split('/').filter((word) => !word.startsWith('{')).length;
  return fitting.toSorted((one, other) => words(other) - words(one))[0] ?? null;
}
