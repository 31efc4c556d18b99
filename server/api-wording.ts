import type { Effect, LifecyclePhase, Localised } from '../engine/index.ts'

/** What calls do, for hovers. Effects that are of no interest there are left out. */
export const EFFECTS: Readonly<Partial<Record<Effect, Localised>>> = {
  create: {
    en: 'Makes a socket; it has no address and no connection yet.',
    ja: 'ソケットを作成します。この時点ではアドレスも接続もありません。',
  },
  'create-pair': {
    en: 'Makes two descriptors that are connected to each other.',
    ja: '互いにつながった 2 つのディスクリプタを作成します。',
  },
  open: {
    en: 'Makes a descriptor that is no socket.',
    ja: 'ソケットではないディスクリプタを作成します。',
  },
  bind: {
    en: 'Gives the socket its local address and port. Options that decide who may share the port count only when they are set before.',
    ja: 'ソケットにローカルアドレスとポートを割り当てます。ポートの共有に関わるオプションは、bind の前に設定したものだけが有効です。',
  },
  listen: {
    en: 'Makes a bound socket a listening one: connections are queued for it from now on.',
    ja: 'bind したソケットを接続待ちソケットにします。以後、届いた接続はキューに入ります。',
  },
  accept: {
    en: 'Takes a connection from the queue of a listening socket and makes a new descriptor for it; the listening socket stays open.',
    ja: '接続待ちソケットのキューから接続を 1 つ取り出し、新しいディスクリプタを作成します。接続待ちソケットは開いたままです。',
  },
  connect: {
    en: 'Connects the socket to a peer. A socket without connections is given the peer for its sends.',
    ja: 'ソケットを相手に接続します。コネクションレスのソケットでは、送信先の相手を設定します。',
  },
  close: {
    en: 'Gives the descriptor back. Nothing may be done with its number afterwards: it may name another one by then.',
    ja: 'ディスクリプタを解放します。同じ番号が別のディスクリプタに再利用されることがあるため、以後は使えません。',
  },
  shutdown: {
    en: 'Ends one direction of a connection or both, whoever else has the socket. The descriptor stays open.',
    ja: '接続の片方向または両方向を終わらせます。ソケットを共有するプロセスすべてに影響します。ディスクリプタは開いたままです。',
  },
  duplicate: {
    en: 'Makes a second descriptor for the same socket; each has to be closed.',
    ja: '同じソケットを指す 2 つ目のディスクリプタを作成します。それぞれクローズする必要があります。',
  },
  share: {
    en: 'Makes a copy of the socket for another process.',
    ja: '別のプロセスのためにソケットの複製を作成します。',
  },
  option: { en: 'Sets an option of the socket.', ja: 'ソケットのオプションを設定します。' },
  'get-option': {
    en: 'Reads an option of the socket; the length goes in as the room there is and comes out as what was used.',
    ja: 'ソケットのオプションを取得します。長さの引数には領域の大きさを入れて渡し、実際に使われた長さが返ります。',
  },
  'local-name': {
    en: "Reads the socket's own address.",
    ja: 'ソケット自身のローカルアドレスを取得します。',
  },
  'peer-name': { en: "Reads the peer's address.", ja: '接続相手のアドレスを取得します。' },
  control: {
    en: 'Changes how the descriptor works, such as whether its calls wait.',
    ja: '呼び出しが待つかどうかなど、ディスクリプタの動作を変更します。',
  },
  select: { en: 'Puts the descriptor into a set to wait on.', ja: 'ディスクリプタを待機対象の集合に加えます。' },
  unselect: { en: 'Takes the descriptor out of a set.', ja: 'ディスクリプタを集合から取り除きます。' },
  'ask-set': {
    en: 'Asks whether the descriptor is in the set.',
    ja: 'ディスクリプタが集合に含まれるかどうかを調べます。',
  },
  'empty-set': { en: 'Empties a set of descriptors.', ja: 'ディスクリプタの集合を空にします。' },
  wait: {
    en: 'Waits until something happens to one of several descriptors.',
    ja: '複数のディスクリプタのいずれかに何かが起きるまで待ちます。',
  },
  register: {
    en: 'Hands the descriptor to something that tells of its events; it stays open and yours.',
    ja: 'イベントを通知する対象としてディスクリプタを登録します。クローズする責任は呼び出し元に残ります。',
  },
  take: {
    en: 'Hands the descriptor to an object that closes it from then on; when the call fails it stays yours.',
    ja: 'ディスクリプタをオブジェクトに渡し、以後のクローズを任せます。失敗した場合は呼び出し元に残ります。',
  },
  send: {
    en: 'Sends bytes. On a stream socket it may take fewer than it is given: the result says how many.',
    ja: 'バイト列を送信します。ストリームソケットでは一部しか送られないことがあり、送った数が戻り値になります。',
  },
  receive: {
    en: 'Receives bytes. On a stream socket it gives what has arrived, not whole messages; 0 is the end of the connection.',
    ja: 'バイト列を受信します。ストリームソケットではメッセージ単位ではなく、届いている分だけが返ります。0 は接続の終わりを表します。',
  },
  fork: {
    en: 'Makes a child process with a copy of every open descriptor.',
    ja: '開いているすべてのディスクリプタの複製を持つ子プロセスを作成します。',
  },
  'static-answer': {
    en: 'Answers in memory that its next call overwrites.',
    ja: '結果を、次の呼び出しで上書きされる領域に返します。',
  },
  carried: {
    en: 'Gives where a control message carries its data.',
    ja: '制御メッセージのデータの位置を返します。',
  },
  'swap-bytes': {
    en: 'Converts a number between host and network byte order.',
    ja: '数値をホストバイトオーダーとネットワークバイトオーダーの間で変換します。',
  },
  'parse-address': {
    en: 'Converts a text into an address in network byte order.',
    ja: '文字列をネットワークバイトオーダーのアドレスに変換します。',
  },
  'parse-address-into': {
    en: 'Converts a text into an address and stores it in network byte order.',
    ja: '文字列をアドレスに変換し、ネットワークバイトオーダーで格納します。',
  },
  resolve: {
    en: 'Looks up addresses and makes a list of them, which has to be given back.',
    ja: 'アドレスを検索してリストを作成します。リストは解放する必要があります。',
  },
  'make-list': {
    en: 'Makes a table or structure that has to be given back.',
    ja: '表や構造体を作成します。解放する必要があります。',
  },
  'free-list': {
    en: 'Gives back what a look-up made.',
    ja: '検索で作成されたものを解放します。',
  },
  'last-error': {
    en: 'Tells why the last call failed; to be asked at once, before any other call.',
    ja: '直前の呼び出しが失敗した理由を返します。ほかの呼び出しより前に、すぐに取得してください。',
  },
}

/** How tables name the state of a socket before a call. */
export const PHASES: Readonly<Record<LifecyclePhase, Localised>> = {
  created: { en: 'created', ja: '作成直後' },
  bound: { en: 'bound', ja: 'bind 済み' },
  listening: { en: 'listening', ja: '接続待ち' },
  connecting: { en: 'connecting', ja: '接続中' },
  connected: { en: 'connected', ja: '接続済み' },
  'connect-failed': { en: 'connect failed', ja: '接続失敗後' },
  'half-closed': { en: 'shut for sending', ja: '送信をシャットダウン済み' },
  'read-shut': { en: 'shut for receiving', ja: '受信をシャットダウン済み' },
  shut: { en: 'shut both ways', ja: '両方向をシャットダウン済み' },
  closed: { en: 'closed', ja: 'クローズ済み' },
  invalid: { en: '-1, INVALID_SOCKET', ja: '-1、INVALID_SOCKET' },
}

/** Addresses that headers name, and the families of addresses. POSIX <netinet/in.h>; RFC 4291; Linux ip(7). */
export const ADDRESSES: Readonly<Record<string, Localised>> = {
  INADDR_ANY: {
    en: 'Every address of this machine: a socket bound to it takes the port on all of them.',
    ja: 'このマシンのすべてのアドレスです。bind したソケットは、すべてのアドレスでそのポートを使います。',
  },
  ADDR_ANY: {
    en: 'Every address of this machine, by another name for INADDR_ANY.',
    ja: 'このマシンのすべてのアドレスです (INADDR_ANY の別名)。',
  },
  INADDR_LOOPBACK: {
    en: 'The machine itself: nobody outside can reach what is bound to it.',
    ja: 'マシン自身を指します。bind したソケットには外部から到達できません。',
  },
  INADDR_BROADCAST: {
    en: 'All machines of the local network; sending to it needs SO_BROADCAST.',
    ja: 'ローカルネットワークのすべてのマシンです。送信には SO_BROADCAST が必要です。',
  },
  INADDR_NONE: {
    en: 'What inet_addr() returns for a text that is no address; the same number as the broadcast address.',
    ja: 'アドレスでない文字列に対して inet_addr() が返す値です。ブロードキャストアドレスと同じ数値です。',
  },
  in6addr_any: {
    en: 'Every IPv6 address of this machine, and the IPv4 ones too unless IPV6_V6ONLY is on.',
    ja: 'このマシンのすべての IPv6 アドレスです。IPV6_V6ONLY が無効であれば IPv4 のアドレスも含みます。',
  },
  in6addr_loopback: {
    en: 'The machine itself, by IPv6: nobody outside can reach what is bound to it.',
    ja: 'IPv6 でマシン自身を指します。bind したソケットには外部から到達できません。',
  },
}
