/** A certificate of a test's own server on the loopback interface, made when it is needed. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SelfSigned {
  /** PEM. */
  readonly key: string;
  /** PEM; its own authority, so whoever trusts this file trusts the server. */
  readonly certificate: string;
  /** The certificate's file, for `SSL_CERT_FILE`. */
  readonly file: string;
}

/** `folder` takes `server.key` and `server.pem`. `hosts` are names, besides the loopback address, that it stands in for. */
export function selfSigned(folder: string, hosts: readonly string[] = []): SelfSigned {
  const names = ['IP:127.0.0.1', ...hosts.map((host) => `DNS:${host}`)].join();
  const key = join(folder, 'server.key');
  const certificate = join(folder, 'server.pem');
  execFileSync(
    'openssl',
    // biome-ignore format: pairs of a flag and its value
    [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
      '-subj', '/CN=127.0.0.1', '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', certificate,
    ],
    { stdio: 'pipe', timeout: 20_000 },
  );
  return {
    key: readFileSync(key, 'utf8'),
    certificate: readFileSync(certificate, 'utf8'),
    file: certificate,
  };
}
