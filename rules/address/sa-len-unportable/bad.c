// not-compilable: what it shows does not compile on Linux.
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

// doc-begin
int connect_loopback_bad(int s)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};

    to.sin6_len = sizeof to; // want "Only the BSDs and macOS have sin6_len"
    to.sin6_addr = in6addr_loopback;
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int pointer_bad(int s, struct sockaddr_in *to)
{
    to->sin_len = sizeof *to; // want "between '#ifdef HAVE_STRUCT_SOCKADDR_SA_LEN' and '#endif'"
    return connect(s, (struct sockaddr *)to, sizeof *to);
}

int local_bad(int s)
{
    struct sockaddr_un here = {.sun_family = AF_UNIX};

    strcpy(here.sun_path, "/run/example");
    here.sun_len = SUN_LEN(&here); // want "have sun_len"
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

int cast_bad(int s, const struct sockaddr *to)
{
    return connect(s, to, to->sa_len); // want "have sa_len"
}

/* The descriptor goes elsewhere; the line does not compile all the same. */
void keep(int s);

void escapes_bad(int s, struct sockaddr_storage *address)
{
    keep(s);
    address->ss_len = sizeof *address; // want "have ss_len"
}
