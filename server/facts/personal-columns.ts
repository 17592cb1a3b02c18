/** Words that stand for a person, or for a secret, wherever they are a whole part of a column's name. */
const PERSONAL = new Set([
  'user',
  'username',
  'usernames',
  'userid',
  'handle',
  'handles',
  'nickname',
  'email',
  'mail',
  'phone',
  'mobile',
  'ip',
  'ipv4',
  'ipv6',
  'key',
  'apikey',
  'token',
  'secret',
  'password',
  'cookie',
  'authorization',
  'query',
  'querystring',
  'url',
  'uri',
  'params',
  'firstname',
  'lastname',
  'surname',
  'birthday',
  'address',
]);

/** Whether a column's name looks as if it held people, addresses or keys: "client_ip", "apiKey", "E-Mail". */
export function isPersonalColumn(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/e[\s_-]mail/g, 'email')
    .split(/[^\p{L}\d]+/u);
  return words.some((word) => PERSONAL.has(word));
}
