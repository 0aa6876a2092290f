import { expect, test } from 'vitest';
import { frontDoorAnswers } from '../../../../../../src/core/clouds/azure/steps/front-door-answers.ts';
import type { HttpAnswer } from '../../../../../../src/env.ts';
import { stepContext } from '../../../../../helpers/azure-arm.ts';

const outputs = { 'ingress.front_door_host': 'acme.z01.azurefd.net' };
const types = ['azurerm_cdn_frontdoor_profile'];
const quiet = () => {};

/** Statuses one after the other, the last one for ever; without a number there is no answer. */
function answering(...statuses: readonly (number | undefined)[]) {
  let turn = 0;
  const asked: string[] = [];
  return {
    asked,
    answer: (url: string): HttpAnswer => {
      asked.push(url);
      const status = statuses[Math.min(turn++, statuses.length - 1)];
      if (status === undefined) throw new Error('socket hang up');
      return { status, body: '' };
    },
  };
}

test('asks Front Door by its own host until there is a 2xx, and tells what it got', async () => {
  const { answer, asked } = answering(undefined, 404, 503, 200);
  const told: string[] = [];

  await frontDoorAnswers.run(stepContext({ outputs, env: { answer } }), (text) => told.push(text));

  expect(asked).toEqual(Array(4).fill('https://acme.z01.azurefd.net/'));
  expect(told).toEqual([
    'https://acme.z01.azurefd.net/ (socket hang up)',
    'https://acme.z01.azurefd.net/ (404)',
    'https://acme.z01.azurefd.net/ (503)',
  ]);
});

test('asks once where it answers already', async () => {
  const { answer, asked } = answering(204);
  await frontDoorAnswers.run(stepContext({ outputs, env: { answer } }), quiet);
  expect(asked).toHaveLength(1);
});

test('is given up after 45 minutes: applied, but not well', async () => {
  const { answer, asked } = answering(503);
  await expect(frontDoorAnswers.run(stepContext({ outputs, env: { answer } }), quiet)).rejects.toMatchObject({
    kind: 'unhealthy',
    code: 'front-door-silent',
    message: expect.stringMatching(/did not answer with a 2xx within 45 minutes; the last answer was: 503/),
    hint: expect.stringContaining('kubectl'),
  });
  expect(asked).toHaveLength(181);
});

test('stops when the run is stopped', async () => {
  const stop = new AbortController();
  const answer = (): HttpAnswer => {
    stop.abort();
    return { status: 503, body: '' };
  };
  const context = { ...stepContext({ outputs, env: { answer } }), signal: stop.signal };
  await expect(frontDoorAnswers.run(context, quiet)).rejects.toThrow();
});

test('is done when it answers; a first plan and one with changes ask nobody', async () => {
  const isDone = async (status: number, facts: object) => {
    const { answer, asked } = answering(status);
    const done = await frontDoorAnswers.isDone(stepContext({ outputs, env: { answer }, ...facts }));
    return { done, asked: asked.length };
  };
  expect(await isDone(200, {})).toEqual({ done: false, asked: 0 });
  expect(await isDone(200, { types, changing: ['azurerm_cdn_frontdoor_route.x'] })).toEqual({
    done: false,
    asked: 0,
  });
  expect(await isDone(200, { types })).toEqual({ done: true, asked: 1 });
  expect(await isDone(503, { types })).toEqual({ done: false, asked: 1 });
});
