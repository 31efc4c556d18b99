/*
 * コンパイラが何も言わない誤りが 4 つあります。保存されないので、自由に書き換えてください。
 * 波線の部分にマウスを重ねるか、F8 キーで指摘を順に見ていきます。
 */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int greet(const struct sockaddr_in *address)
{
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int client;

    if (listener < 0)
        return -1;
    if (bind(listener, (const struct sockaddr *)&address, sizeof *address) < 0) {
        close(listener);
        return -1;
    }
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (listen(listener, SOMAXCONN) < 0)
        return -1;
    client = accept(listener, NULL, NULL);
    if (client >= 0) {
        send(client, "hello\n", 6, MSG_NOSIGNAL);
        close(client);
    }
    close(listener);
    return 0;
}

/* ポート 8080 を 2 回 bind する。1 回目はこのマシンのプログラム向け、2 回目は全員向け。 */
int bind_both(void)
{
    struct sockaddr_in local, any;
    int inside = socket(AF_INET, SOCK_STREAM, 0);
    int outside = socket(AF_INET, SOCK_STREAM, 0);
    int failed = inside < 0 || outside < 0;

    memset(&local, 0, sizeof local);
    local.sin_family = AF_INET;
    local.sin_port = htons(8080);
    local.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    any = local;
    any.sin_addr.s_addr = htonl(INADDR_ANY);
    if (!failed)
        failed = bind(inside, (struct sockaddr *)&local, sizeof local) < 0;
    if (!failed)
        failed = bind(outside, (struct sockaddr *)&any, sizeof any) < 0;
    if (inside >= 0)
        close(inside);
    if (outside >= 0)
        close(outside);
    return failed ? -1 : 0;
}
