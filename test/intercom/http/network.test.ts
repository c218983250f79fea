import { describe, expect, test } from 'vitest';
import { type Network, networkFrom, proxyFor } from '../../../src/intercom/http/network.ts';

const proxied = (url: string, network: Network) => proxyFor(new URL(url), network)?.href ?? null;
const api = 'https://api.intercom.io/me';

describe('The proxy settings from the environment', () => {
  test('are HTTPS_PROXY and NO_PROXY', () => {
    const network = networkFrom({ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: '.corp' });
    expect(network).toEqual({ proxy: 'http://proxy:3128', noProxy: '.corp' });
  });

  test('prefer lowercase names, as curl does', () => {
    const both = { https_proxy: 'http://small:1', HTTPS_PROXY: 'http://capital:1' };
    expect(networkFrom(both).proxy).toBe('http://small:1');
  });

  test('fall back to ALL_PROXY', () => {
    expect(networkFrom({ ALL_PROXY: 'http://all:1' }).proxy).toBe('http://all:1');
  });

  test('are empty if no variable is set', () => {
    expect(networkFrom({ HTTP_PROXY: 'http://plain-only:1' })).toEqual({ proxy: null, noProxy: '' });
  });
});

describe('A request', () => {
  const proxy = 'http://proxy.corp:3128';

  test('over https goes through the proxy', () => {
    expect(proxied(api, { proxy })).toBe('http://proxy.corp:3128/');
  });

  test('uses a proxy given without a scheme', () => {
    expect(proxied(api, { proxy: 'proxy.corp:3128' })).toBe('http://proxy.corp:3128/');
  });

  test.each([
    ['over plain http', 'http://health.corp/health'],
    ['to localhost', 'https://localhost:8443/health'],
    ['to a loopback address', 'https://127.0.0.1:8443/health'],
    ['to the loopback address of IPv6', 'https://[::1]:8443/health'],
  ])('%s goes direct', (_name, url) => {
    expect(proxied(url, { proxy })).toBeNull();
  });

  test.each([
    ['*'],
    ['api.intercom.io'],
    ['intercom.io'],
    ['.intercom.io'],
    ['*.intercom.io'],
    ['API.Intercom.io'],
    ['other.example, intercom.io'],
    ['other.example intercom.io:443'],
  ])('goes direct if NO_PROXY is %j', (noProxy) => {
    expect(proxied(api, { proxy, noProxy })).toBeNull();
  });

  test.each([[''], ['com.example'], ['ntercom.io'], ['intercom.io:8443'], ['www.intercom.io']])(
    'goes through the proxy if NO_PROXY is %j',
    (noProxy) => {
      expect(proxied(api, { proxy, noProxy })).toBe('http://proxy.corp:3128/');
    },
  );

  test.each([['socks5://proxy:1080'], ['http://'], ['']])(
    'goes direct if the proxy setting is unusable: %j',
    (unusable) => {
      expect(proxied(api, { proxy: unusable })).toBeNull();
    },
  );
});
