#include <sys/socket.h>

int open_server(void);
