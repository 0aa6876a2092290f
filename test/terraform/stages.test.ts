/** Two stacks, one after the other, by the real terraform: the second cannot be planned before the first is applied. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { apply } from '../../src/core/actions/apply/index.ts';
import { destroy } from '../../src/core/actions/destroy/index.ts';
import { outputs } from '../../src/core/actions/outputs/index.ts';
import { plan } from '../../src/core/actions/plan/index.ts';
import { status } from '../../src/core/actions/status/index.ts';
import type { PlanResult } from '../../src/core/plan/result.ts';
import { nodeEnv } from '../../src/env/node.ts';
import type { Env } from '../../src/env.ts';
import { helmProgram } from '../helm/helm.ts';
import { configText, contextOf, drivingHost, notes } from '../helpers/drive.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { infraStack, type StagesCloud, stagesCloud, workloadStack } from '../helpers/stages.ts';

const run = promisify(execFile);
let folder: string;
let env: Env;
let cloud: StagesCloud;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bt-stages-'));
  await writeFile(join(folder, 'bt-dataplane.yaml'), configText);
  const { PATH = '', HOME = '' } = process.env;
  const vars = { PATH, HOME, BT_DATAPLANE_STATE_DIR: join(folder, 'runs'), LICENSE: 'licence-4f1d9a-canary' };
  env = { ...nodeEnv(), cwd: folder, vars };
  cloud = stagesCloud();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const drive = (answer?: string) => {
  const host = drivingHost(answer);
  return { host, context: contextOf(env, host, cloud) };
};
const applied = () => apply(drive().context, { yes: true });
const stackFolder = (name: string) => join(folder, '.bt-dataplane', 'acme', name);
const inputsFile = () => join(stackFolder('workload'), 'inputs.auto.tfvars.json');

async function filesBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function expectNoPlanLeft(): Promise<void> {
  expect((await filesBelow(join(folder, 'runs'))).filter((file) => file.endsWith('.tfplan'))).toEqual([]);
}

/** A new cluster has another endpoint, which is not known before it is there. */
const newCluster = () => infraStack({ cluster: { input: 'one', triggers_replace: ['new'] } });

describeWithRealParts('a life of two stacks', ['terraform'], () => {
  it('foretells, applies both with one consent, has nothing to do, and destroys the last first', async () => {
    // GIVEN nothing is deployed
    const first = await plan(drive().context, {});
    expect(first.counts).toMatchObject({ create: 2 });
    expect(first.stacks).toMatchObject([
      { stack: 'infra', counts: { create: 1 } },
      {
        stack: 'workload',
        predicted: true,
        waitsFor: ['cluster_endpoint of infra'],
        afterStage: 1,
        counts: { create: 1 },
        changes: [{ address: 'terraform_data.app', kind: 'create', component: 'database' }],
      },
    ]);
    expect(first.stacks[0]).not.toHaveProperty('predicted');

    // WHEN it is applied with a consent for both
    const { host, context } = drive('yes');
    const result = await apply(context, {});
    // THEN there was one question, and the stages came in order
    expect(host.questions).toMatchObject([
      { code: 'apply', text: expect.stringContaining('workload as foretold') },
    ]);
    expect(result.done).toEqual([
      { stack: 'infra', address: 'terraform_data.cluster', action: 'create' },
      { stack: 'workload', address: 'terraform_data.app', action: 'create' },
    ]);
    expect(notes(host)).toContain('as-foretold');
    expect(result.outputs).toMatchObject({ release: { value: '2.12.0' }, app: { value: 'app' } });
    await expectNoPlanLeft();

    // AND the input is what the first stage made, for us and for plain terraform
    const { outputs: told } = await outputs(drive().context, {});
    const endpoint = told.cluster_endpoint?.value;
    expect(JSON.parse(await readFile(inputsFile(), 'utf8'))).toEqual({ cluster_endpoint: endpoint });
    expect((await stat(inputsFile())).mode & 0o777).toBe(0o600);
    const plain = {
      cwd: stackFolder('workload'),
      env: { ...env.vars, TF_INPUT: '0', CHECKPOINT_DISABLE: '1' },
    };
    await run('terraform', ['init', '-input=false'], plain);
    const looked = await run('terraform', ['plan', '-input=false', '-detailed-exitcode'], plain);
    expect(looked.stdout).toContain('No changes');

    // AND a second time there is nothing to do, seen by a real plan of both
    const again = await apply(drive().context, {});
    expect(again.status).toBe('nothing-to-do');
    expect(again.plan.stacks.some((stack) => stack.predicted)).toBe(false);

    const now = await status(drive().context, {});
    expect(now.stacks).toMatchObject([
      { stack: 'infra', resources: 1, release: '2.12.0' },
      { stack: 'workload', resources: 1, release: '2.12.0' },
    ]);
    expect(now).toMatchObject({
      next: 'plan',
      lastRun: { stacks: { infra: 'unchanged', workload: 'unchanged' } },
    });

    // AND taking it down goes the other way round
    const gone = drive();
    expect(await destroy(gone.context, { yes: true })).toMatchObject({ destroyed: 2 });
    const ends = gone.host.messages.flatMap((one) => (one.kind === 'done' ? [one.text] : []));
    expect(ends.filter((text) => text.startsWith('destroy')).map((text) => text.split(':')[0])).toEqual([
      'destroy workload',
      'destroy infra',
    ]);
    await expectNoPlanLeft();
  });

  it('counts one progress over both stages', async () => {
    const slow = { provisioner: [{ 'local-exec': { command: 'sleep 1.3' } }] };
    cloud.stacks = [
      infraStack({ cluster: { input: 'one', ...slow } }),
      workloadStack({ app: { input: '${var.cluster_endpoint}', ...slow } }),
    ];
    const { host, context } = drive();
    await apply(context, { yes: true });
    const counts = host.messages.flatMap((one) =>
      one.kind === 'progress' && one.progress.label.startsWith('apply')
        ? [`${one.progress.label} ${one.progress.done} of ${one.progress.total}`]
        : [],
    );
    expect([...new Set(counts)]).toEqual([
      'apply infra (stage 1 of 2) 0 of 2',
      'apply workload (stage 2 of 2) 1 of 2',
    ]);
  });
});

describeWithRealParts('a change of the first stack', ['terraform'], () => {
  it('that keeps the endpoint: both are planned at once, with its planned value', async () => {
    await applied();
    cloud.stacks = [infraStack({ cluster: { input: 'two' } }), workloadStack({ app: { input: 'fixed' } })];
    const planned = await plan(drive().context, {});
    expect(planned.stacks).toMatchObject([{ counts: { update: 1 } }, { counts: { update: 1 } }]);
    expect(planned.stacks.some((stack) => stack.predicted)).toBe(false);
    expect((await applied()).done).toHaveLength(2);
  });

  it('that replaces the cluster: the second is foretold, and its real plan is asked about', async () => {
    await applied();
    cloud.stacks = [newCluster(), workloadStack()];
    const { host, context } = drive('yes');
    const reviews: PlanResult[] = [];
    const result = await apply(context, { onReview: (review) => reviews.push(review) });
    expect(reviews[0]?.stacks).toMatchObject([
      { counts: { replace: 1 } },
      { predicted: true, waitsFor: ['cluster_endpoint of infra'], counts: { create: 0, destroy: 0 } },
    ]);
    expect(reviews[1]?.stacks).toMatchObject([{ stack: 'workload', counts: { update: 1 } }]);
    expect(host.questions.map(({ code }) => code)).toEqual(['apply', 'apply-stage']);
    expect(result.done.map(({ stack, action }) => `${stack} ${action}`)).toEqual([
      'infra delete',
      'infra create',
      'workload update',
    ]);
  });

  it('with nobody to ask it stops there, also with consent; running again goes on', async () => {
    await applied();
    cloud.stacks = [newCluster(), workloadStack()];
    await expect(applied()).rejects.toMatchObject({
      kind: 'refused',
      code: 'prediction-missed',
      message: expect.stringMatching(/nothing of workload was changed; stage 1 of 2 \(infra\) is done$/),
      detail: 'update terraform_data.app: was not foretold',
      hint: expect.stringMatching(/bt-dataplane plan;.*bt-dataplane apply/),
    });
    await expectNoPlanLeft();
    expect(await status(drive().context, {})).toMatchObject({
      lastRun: { outcome: 'refused', stacks: { infra: 'applied' } },
    });
    expect((await applied()).done).toMatchObject([{ stack: 'workload', action: 'update' }]);
  });
});

describeWithRealParts('a second stage that fails', ['terraform'], () => {
  it('says what is done; running again goes on with that stage alone', async () => {
    const bad = { provisioner: [{ 'local-exec': { command: 'exit 3' } }] };
    cloud.stacks = [infraStack(), workloadStack({ app: { input: '${var.cluster_endpoint}', ...bad } })];
    await expect(applied()).rejects.toMatchObject({
      kind: 'terraform',
      message: expect.stringMatching(
        /^terraform failed to apply workload \(stage 2 of 2\): .*; 0 of 1 changes were made; stage 1 of 2 \(infra\) is done$/,
      ),
      hint: expect.stringContaining('safe to run again'),
    });
    expect(await status(drive().context, {})).toMatchObject({ next: 'apply' });
    await expectNoPlanLeft();

    cloud.stacks = [infraStack(), workloadStack()];
    const { done, plan: reviewed } = await applied();
    expect(new Set(done.map(({ stack }) => stack))).toEqual(new Set(['workload']));
    expect(reviewed.stacks[1], 'planned for real, as the first stage is there').not.toHaveProperty(
      'predicted',
    );
  });

  it('in its plan, while the first has changes, is foretold; without them it is an error', async () => {
    await applied();
    const broken = workloadStack({ app: { input: '${file("not-there")}' } });
    cloud.stacks = [infraStack({ cluster: { input: 'two' } }), broken];
    const planned = await plan(drive().context, {});
    expect(planned.stacks[1]).toMatchObject({
      predicted: true,
      waitsFor: ['infra'],
      because: expect.stringContaining('terraform failed to plan workload'),
    });
    cloud.stacks = [infraStack(), broken];
    await expect(plan(drive().context, {})).rejects.toMatchObject({ kind: 'terraform' });
  });
});

describeWithRealParts('destroy of two stacks', ['terraform'], () => {
  it('says what to do when the first no longer tells how to reach the second', async () => {
    await applied();
    const silent = infraStack();
    const json = JSON.stringify({ ...JSON.parse(silent.json), output: { release: { value: '2.12.0' } } });
    cloud.stacks = [{ ...silent, json }];
    await applied();
    cloud.stacks = [infraStack(), workloadStack()];
    await expect(destroy(drive().context, { yes: true })).rejects.toMatchObject({
      code: 'inputs-gone',
      message: expect.stringMatching(/^workload still has 1 resource .* cluster_endpoint of infra/),
      hint: expect.stringContaining(
        `cd '${stackFolder('workload')}' && terraform init && terraform state rm`,
      ),
    });
  });

  it('lifts what a local protects inside of a value', async () => {
    const local = infraStack({ cluster: { input: { settings: [{ protected: '${local.protected}' }] } } });
    const json = JSON.stringify({ ...JSON.parse(local.json), locals: { protected: true, other: 1 } });
    cloud = stagesCloud([{ ...local, json }, workloadStack()], {
      resourceClasses: { terraform_data: { noun: 'database', loss: 'all rows' } },
      liftProtection: { terraform_data: { input: { value: { settings: [{ protected: false }] } } } },
      liftLocals: { protected: false, elsewhere: false },
    });
    await applied();
    const lifts: number[] = [];
    const { host, context } = drive();
    const gone = await destroy(context, {
      yes: true,
      deleteData: true,
      onReview: ({ lift }) => lifts.push(...lift.map((one) => one.counts.update)),
    });
    expect(lifts).toContain(1);
    expect(gone).toMatchObject({ status: 'destroyed', destroyed: 2 });
    expect(host.messages).toContainEqual(
      expect.objectContaining({
        kind: 'done',
        text: expect.stringMatching(/^lift protection of infra: done/),
      }),
    );
  });
});

describeWithRealParts('a Helm release of a foretold stack', ['terraform'], () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const chart = (template: string) => [
    { path: 'chart/Chart.yaml', bytes: bytes('apiVersion: v2\nname: tiny\nversion: 1.0.0\n') },
    { path: 'chart/templates/all.yaml', bytes: bytes(template) },
  ];
  const release = {
    address: 'helm_release.tiny',
    chart: './chart',
    version: '1.0.0',
    namespace: 'odd-ns',
    values: { names: ['a', 'b'] },
  };
  const template = `{{- range .Values.names }}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: {{ . }}, namespace: {{ $.Release.Namespace | required "a namespace" }} }
{{- end }}
---
apiVersion: v1
kind: Service
metadata: { name: tiny }
`;

  it('is rendered by a real helm, with no cluster', async () => {
    env = { ...env, vars: { ...env.vars, BT_DATAPLANE_HELM: helmProgram() } };
    cloud.stacks = [infraStack(), { ...workloadStack(), assets: chart(template), releases: [release] }];
    const { stacks } = await plan(drive().context, {});
    const { values: _, ...facts } = release;
    expect(stacks[1]).toMatchObject({ releases: [{ ...facts, objects: { ConfigMap: 2, Service: 1 } }] });
  });

  it('that does not render is told in the words of helm', async () => {
    env = { ...env, vars: { ...env.vars, BT_DATAPLANE_HELM: helmProgram() } };
    const broken = '{{ fail "values do not fit" }}';
    cloud.stacks = [infraStack(), { ...workloadStack(), assets: chart(broken), releases: [release] }];
    const { stacks } = await plan(drive().context, {});
    expect(stacks[1]).toMatchObject({ releases: [{ note: expect.stringContaining('values do not fit') }] });
  });
});

const program = fileURLToPath(new URL('../helpers/apply-stages-alone.ts', import.meta.url));

describeWithRealParts('when the program is killed', ['terraform'], () => {
  const log = async (name: string) => {
    const found = (await filesBelow(join(folder, 'runs')).catch(() => [])).find((file) =>
      file.endsWith(name),
    );
    return found === undefined ? '' : readFile(found, 'utf8').catch(() => '');
  };
  const until = async (what: string, condition: () => Promise<boolean>) => {
    const end = Date.now() + 30_000;
    while (!(await condition())) {
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it.each([
    ['infra', ['workload']],
    ['workload', []],
  ] as const)(
    'in the stage %s, terraform ends that stage; a second run does what is left',
    async (stage, left) => {
      const child = spawn(process.execPath, ['--import', 'tsx', program, folder], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      await until('terraform to begin', async () =>
        (await log(`${stage}-apply.out`)).includes('Provisioning with'),
      );
      child.kill('SIGKILL');
      await until('terraform to end', async () =>
        (await log(`${stage}-apply.out`)).includes('Apply complete'),
      );
      const stateFolder = join(folder, '.bt-dataplane', 'acme', 'state');
      await until(
        'the lock',
        async () => !(await readdir(stateFolder)).some((it) => it.endsWith('.lock.info')),
      );
      // The provisioner is for the making alone, so the stacks without it are the same.
      const second = await applied();
      expect([...new Set(second.done.map(({ stack }) => stack))]).toEqual(left);
      expect((await applied()).status).toBe('nothing-to-do');
      await expectNoPlanLeft();
    },
  );
});
