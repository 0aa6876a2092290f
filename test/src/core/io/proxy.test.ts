import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../../../src/core/io/proxy.ts';

const proxy = 'http://proxy.corp:3128';
const bucket = 'https://bucket.s3.us-east-1.amazonaws.com/key';

describe('a request', () => {
  it.each([
    ['goes directly without a proxy', bucket, {}, undefined],
    [
      'goes through the proxy of its scheme',
      bucket,
      { HTTPS_PROXY: proxy, HTTP_PROXY: 'http://other' },
      proxy,
    ],
    ['takes the lower-case variable too', bucket, { https_proxy: proxy }, proxy],
    ['prefers the upper-case one', bucket, { HTTPS_PROXY: proxy, https_proxy: 'http://other' }, proxy],
    ['does not take the proxy of another scheme', bucket, { HTTP_PROXY: proxy }, undefined],
    ['understands a proxy without scheme', bucket, { HTTPS_PROXY: 'proxy.corp:3128' }, proxy],
    ['to this machine goes directly', 'http://127.0.0.1:5000/', { HTTP_PROXY: proxy }, undefined],
    ['to localhost goes directly', 'http://localhost:5000/', { HTTP_PROXY: proxy }, undefined],
  ])('%s', (_, url, vars, expected) => {
    expect(proxyFor(new URL(url), vars)).toBe(expected);
  });

  it.each([
    ['*', bucket, false],
    ['amazonaws.com', bucket, false],
    ['.amazonaws.com', bucket, false],
    ['*.amazonaws.com', bucket, false],
    ['example.com, AMAZONAWS.COM', bucket, false],
    ['azonaws.com', bucket, true],
    ['.bucket.s3.us-east-1.amazonaws.com', bucket, true],
    ['amazonaws.com:443', bucket, false],
    ['amazonaws.com:8443', bucket, true],
    ['10.0.0.0/8', 'https://10.1.2.3/', false],
    ['10.0.0.0/8', 'https://11.1.2.3/', true],
    ['10.0.0.0/99', 'https://10.1.2.3/', true],
    ['fd00::/8', 'https://[fd00::1]/', false],
    ['fd00::1', 'https://[fd00::1]/', false],
    ['', bucket, true],
  ])('with NO_PROXY=%s, %s goes through the proxy: %s', (exceptions, url, through) => {
    const vars = { HTTPS_PROXY: proxy, NO_PROXY: exceptions };
    expect(proxyFor(new URL(url), vars)).toBe(through ? proxy : undefined);
  });
});
