#include <stdio.h>
#include <winsock2.h>

int start(void);
int ask(const struct sockaddr *peer, int length);

int main(void)
{
    SOCKADDR_IN peer = { 0 };

    if (start() != 0)
        return 1;
    peer.sin_family = AF_INET;
    while (getchar() != 'q')
        ask((const struct sockaddr *)&peer, sizeof(peer));
    return 0;
}
