// not-compilable: somebody is typing here.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    struct sockaddr_in6 here = {0};

#ifdef SIN6_LEN
    here.sin6_len = 
#endif
    return bind(s, (struct sockaddr *)&here, sizeof here);
}
