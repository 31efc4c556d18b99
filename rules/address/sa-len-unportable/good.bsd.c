// not-compilable: the headers are those of the BSDs.
#include <sys/types.h>
#include <sys/socket.h>
#include <net/if_dl.h>
#include <netinet/in.h>

int only_for_the_bsds_ok(int s, struct sockaddr_in *to)
{
    to->sin_len = sizeof *to;
    return connect(s, (struct sockaddr *)to, sizeof *to);
}
