/** How a service of AWS says that it failed, or was asked too often: each protocol has a shape of its own. */
import type { Call } from './fault-proxy.ts';

export interface SpoiledAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const codes = {
  json: { error: 'InternalFailure', throttle: 'ThrottlingException' },
  query: { error: 'InternalFailure', throttle: 'Throttling' },
  s3: { error: 'InternalError', throttle: 'SlowDown' },
} as const;

export function spoiledAnswer(
  { protocol }: Pick<Call, 'protocol'>,
  spoiling: 'error' | 'throttle',
): SpoiledAnswer {
  const code = codes[protocol][spoiling];
  // S3 alone gives it a status of its own: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
  const status = spoiling === 'error' ? 500 : protocol === 's3' ? 503 : 400;
  if (protocol === 'json')
    return {
      status,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code },
      text: JSON.stringify({ __type: code, message: 'spoiled' }),
    };
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>spoiled</Message></Error>`;
  // https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
  const text =
    protocol === 's3' ? error : `<ErrorResponse>${error}<RequestId>rig</RequestId></ErrorResponse>`;
  return { status, headers: { 'content-type': 'text/xml' }, text: `<?xml version="1.0"?>${text}` };
}
