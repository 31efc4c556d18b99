#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int accept_one_bad(int listener)
{
    struct sockaddr_in peer;
    socklen_t length;

    return accept(listener, (struct sockaddr *)&peer, &length); // want "reads 'length' to learn how much room 'peer' has"
}
// doc-end

ssize_t receive_bad(int s, char *buffer, size_t size)
{
    struct sockaddr_in6 from;
    socklen_t length = 0;
    ssize_t n;

    n = recvfrom(s, buffer, size, 0, (struct sockaddr *)&from, &length); // want "'length' is 0 here, so recvfrom() has no room"
    return n;
}

int pointer_size_bad(int listener, struct sockaddr_in *peer)
{
    socklen_t length = sizeof(peer);

    return accept(listener, (struct sockaddr *)peer, &length); // want "'length' is 4–8 here, but the address needs 16 bytes"
}

int generic_size_bad(int listener)
{
    struct sockaddr_in6 peer;
    socklen_t length = sizeof(struct sockaddr);

    return accept(listener, (struct sockaddr *)&peer, &length); // want "'length' is 16 here, but the address needs 28 bytes"
}

int too_long_bad(int listener)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof(struct sockaddr_storage);

    return accept(listener, (struct sockaddr *)&peer, &length); // want "'length' is 128 here, but 'peer' has 16 bytes"
}

/* The family of the socket tells what the storage has to take. */
int storage_bad(void)
{
    struct sockaddr_storage peer;
    socklen_t length = sizeof(struct sockaddr_in);
    int c, s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (listen(s, 5) < 0) {
        close(s);
        return -1;
    }
    c = accept(s, (struct sockaddr *)&peer, &length); // want "'length' is 16 here, but the address needs 28 bytes"
    close(s);
    return c;
}

int own_name_bad(int s)
{
    struct sockaddr_in here;
    socklen_t length;

    if (getsockname(s, (struct sockaddr *)&here, &length) < 0) // want "reads 'length' to learn how much room 'here' has"
        return -1;
    shutdown(s, SHUT_WR);
    return ntohs(here.sin_port);
}

/* The descriptor goes elsewhere; the length is not set all the same. */
void keep(int s);

int escapes_bad(int s)
{
    struct sockaddr_in peer;
    socklen_t length;
    int c = accept(s, (struct sockaddr *)&peer, &length); // want "reads 'length' to learn how much room 'peer' has"

    keep(c);
    return 0;
}
